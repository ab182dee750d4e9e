#pragma once
#include "analysis/results.hpp"

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace heed::analysis {

/// Writes runs and sweeps as long CSV: run,seed,<parameters>,time,<observables>, a line for every recorded
/// time.
///
/// Runs are numbered on from file to file, from 0; what a file does not have is empty. Runs of a sweep that
/// failed or did not run have no lines. No observables: all. Throws Error (usage) for one that a file does
/// not have.
void write_tidy(std::span<const Results> files, const std::vector<std::string>& observables,
                std::ostream& out);

/// Names of columns, each once, in the order in which they were met.
class Names {
 public:
  void add(const std::string& name);
  const std::vector<std::string>& all() const { return all_; }
  /// Throws std::out_of_range where there is none such.
  std::size_t place(const std::string& name) const { return places_.at(name); }

 private:
  std::vector<std::string> all_;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace heed::analysis

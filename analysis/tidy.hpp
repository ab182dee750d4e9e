#pragma once
#include "analysis/results.hpp"

#include <iosfwd>
#include <span>
#include <string>
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

/// The names with those of `more` that were not among them.
void add_names(std::vector<std::string>& names, const std::vector<std::string>& more);

}  // namespace heed::analysis

#pragma once
#include "analysis/results.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace heed::analysis {

/// Which of the recorded times of a run stand for it.
struct Moment {
  enum class Kind { last, mean, step };
  Kind kind = Kind::last;
  std::size_t window = 0;  ///< of `mean`: the last so many recorded times, or all where there are fewer
  double step = 0;         ///< of `step`: a time of the file
};

/// Adds --at and --window.
void add_moment(CLI::App& command, std::string& at, std::size_t& window);

/// Reads `--at` and `--window`: "last", "mean" or a step; empty is "mean" where there is a window, else
/// "last". Throws Error (usage) for anything else, a mean without a window, and a window without a mean.
Moment parse_moment(const std::string& at, std::size_t window);

/// Throws Error (usage) where the step asked for is not among the times of a file.
void check_moment(const Results& results, const Moment& moment);

/// "at the end", "mean of the last 5 recorded times", "at step 100".
std::string moment_text(const Moment& moment);

/// What a run has at this moment, by series; NaN where it has nothing. A window is averaged over the numbers
/// that there are. A run that converged before a step stays as it was.
std::vector<double> values_at(const Moment& moment, const std::vector<double>& times, const RunEnd& end,
                              const OneRun& run);

/// The same of run `run` of a file, by these series; reads what it needs, in pieces.
std::vector<double> values_at(const Moment& moment, const Results& results,
                              const std::vector<std::size_t>& series, std::size_t run);

}  // namespace heed::analysis

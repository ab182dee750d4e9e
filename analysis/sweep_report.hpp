#pragma once
#include "analysis/options.hpp"
#include "analysis/results.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// A sweep for people: head, a line for each point with mean, 95 % interval and sd over the seeds, and
/// charts. Throws Error (usage) for an observable, parameter or step that the file does not have.
std::string sweep_text(const Results& results, const AnalyzeOptions& options);

/// What a reader of the numbers must know: runs that failed or did not run, by name, and how many did not
/// converge.
std::vector<std::string> sweep_remarks(const Results& results);

}  // namespace heed::analysis

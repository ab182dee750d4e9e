#pragma once
#include "analysis/results.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// Did the run end by itself?
inline bool finished(RunStatus status) {
  return status == RunStatus::horizon || status == RunStatus::converged || status == RunStatus::complete;
}

/// With what a run said when it failed, or without.
enum class RunNames { only, with_messages };

/// "run 4 (temperature 0.2, seed 7); run 9 (…); and 3 more": ten names at most.
std::string run_names(const Results& results, const std::vector<std::size_t>& runs, RunNames names);

/// Is this the value that somebody wrote: the same text, or the same number up to rounding, so that 0.8 is
/// found where a range of a sweep has 0.7999999999999999?
bool is_value(const Cell& cell, const std::string& written);

/// The places of the runs that ended so.
std::vector<std::size_t> runs_with(const Results& results, RunStatus status);

/// Of a sweep "3 of 12 runs failed and are left out: run 4 (…): why; …", and the same of runs that did not
/// run and did not end.
std::vector<std::string> left_out_remarks(const Results& results);

}  // namespace heed::analysis

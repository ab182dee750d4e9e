#pragma once
#include "analysis/options.hpp"
#include "analysis/results.hpp"

#include <string>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// A run for people: head, the observables at about 20 evenly spaced times, the end, the dip of the last
/// opinions, the stationary parts of what did not converge, and a chart of the first. Throws Error (usage)
/// for an observable or step that the file does not have.
std::string run_text(const Results& run, const AnalyzeOptions& options);

/// "not converged at its horizon of 500 steps".
std::string ending_text(const RunEnd& end);

/// A run as JSON: kind, title, scenario, seed, status, steps, agents, warnings, time and the observables over
/// it, and their statistics. Throws Error (usage) for an observable that the file does not have.
nlohmann::ordered_json run_json(const Results& run, const AnalyzeOptions& options);

}  // namespace heed::analysis

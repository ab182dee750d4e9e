#pragma once
#include "analysis/options.hpp"
#include "analysis/results.hpp"

#include <iosfwd>
#include <span>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// The points of all sweeps as CSV: <parameters>, then for each observable <name>_mean, _sd, _low, _high (the
/// 95 % interval) and _n, then finished, converged (as a share of the finished), failed, not_run. Throws
/// Error (usage) for an observable or step that a file does not have.
void write_points(std::span<const Results> sweeps, const AnalyzeOptions& options, std::ostream& out);

/// A sweep as JSON: kind, title, scenario, design, at, horizon, seeds, parameters, and points with the same
/// numbers. Throws Error (usage) for an observable or step that the file does not have.
nlohmann::ordered_json sweep_json(const Results& sweep, const AnalyzeOptions& options);

}  // namespace heed::analysis

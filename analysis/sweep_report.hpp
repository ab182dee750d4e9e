#pragma once
#include "analysis/options.hpp"
#include "analysis/points.hpp"
#include "analysis/results.hpp"
#include "analysis/table.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// A sweep for people: head, a line for each point with mean, 95 % interval and sd over the seeds, and
/// charts. Throws Error (usage) for an observable, parameter or step that the file does not have.
std::string sweep_text(const Results& results, const AnalyzeOptions& options);

/// The same as a table of short texts: the parameters, then mean with interval and sd of each series over the
/// seeds, then how many runs converged, failed and did not run.
Table points_table(const Results& results, const std::vector<PointSummary>& points,
                   const std::vector<std::size_t>& series);

/// Polarization and variance first, then others, five in all; or those asked for.
std::vector<std::size_t> asked_or_first(const Results& results, const std::vector<std::string>& observables);

/// What a reader of the numbers must know: runs that failed or did not run, by name, and how many did not
/// converge.
std::vector<std::string> sweep_remarks(const Results& results);

}  // namespace heed::analysis

#pragma once
#include "analysis/options.hpp"
#include "analysis/points.hpp"
#include "analysis/results.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace heed::analysis {

/// Charts of one observable of a sweep along one parameter: one where it is the only parameter, or where all
/// change together; for a grid of more, one for each of the first four combinations of the others; for any
/// other design one with a mark for each point, without intervals. Says what is not shown.
///
/// points   their summaries
/// which    the place of the observable in their spreads
/// name     its name
std::string sweep_charts(const Results& results, const std::vector<PointSummary>& points, std::size_t which,
                         const std::string& name, const AnalyzeOptions& options);

}  // namespace heed::analysis

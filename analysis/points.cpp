#include "analysis/points.hpp"

#include "analysis/runs.hpp"
#include "analysis/statistics/summary.hpp"
#include "heed/core/parallel.hpp"

#include <cmath>
#include <limits>

namespace heed::analysis {
namespace {

Spread spread_of(const std::vector<double>& values, std::size_t point) {
  return {.mean = mean(values),
          .sd = standard_deviation(values),
          .interval = bootstrap_interval(values, point),
          .n = values.size()};
}

}  // namespace

double PointSummary::share_converged() const {
  if (finished == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(converged) / static_cast<double>(finished);
}

std::vector<PointSummary> summarise_points(const Results& results, const std::vector<std::size_t>& series,
                                           const Moment& moment) {
  std::vector<PointSummary> out(results.points);
  std::vector<std::vector<double>> values(results.points * series.size());
  for_each_run(results, [&](std::size_t r, const OneRun& run) {
    const RunEnd& end = results.runs[r];
    PointSummary& point = out[end.point];
    ++point.runs;
    point.failed += end.status == RunStatus::failed;
    point.converged += end.status == RunStatus::converged;
    point.complete += end.status == RunStatus::complete;
    if (!finished(end.status)) return;
    ++point.finished;
    const std::vector<double> at = values_at(moment, results.times, end, run);
    for (std::size_t s = 0; s < series.size(); ++s)
      if (!std::isnan(at[series[s]])) values[end.point * series.size() + s].push_back(at[series[s]]);
  });
  for_each_index(
      out.size(),
      [&](std::size_t p) {
        out[p].not_run = out[p].runs - out[p].finished - out[p].failed;
        for (std::size_t s = 0; s < series.size(); ++s)
          out[p].spreads.push_back(spread_of(values[p * series.size() + s], p));
      },
      1);
  return out;
}

}  // namespace heed::analysis

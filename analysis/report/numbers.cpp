#include "analysis/points.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "analysis/sweep_report.hpp"

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Every observable of a run, from start to end.
std::string run_numbers(const Results& run) {
  const std::vector<std::size_t> series = asked_or_no_states(run, {});
  if (series.empty() || run.times.empty()) return "";
  Table table{.columns = {{.name = "observable", .left = true}, {"start"}, {"end"}, {"lowest"}, {"highest"}},
              .rows = {}};
  for_each_run(run, [&](std::size_t, const OneRun& numbers) {
    const auto recorded = static_cast<Eigen::Index>(recorded_times(numbers));
    if (recorded == 0) return;
    for (const std::size_t s : series) {
      const auto column = numbers.col(static_cast<Eigen::Index>(s)).head(recorded);
      table.rows.push_back({run.series[s].name, short_number(column[0], 4),
                            short_number(column[recorded - 1], 4),
                            short_number(column.minCoeff<Eigen::PropagateNumbers>(), 4),
                            short_number(column.maxCoeff<Eigen::PropagateNumbers>(), 4)});
    }
  });
  return table.rows.empty() ? "" : html_table(table, "Observables over the run");
}

std::string sweep_numbers(const Results& sweep) {
  const std::vector<std::size_t> series = asked_or_first(sweep, {});
  const std::vector<PointSummary> points = summarise_points(sweep, series, Moment{});
  return html_table(
      points_table(sweep, points, series),
      "Mean [95 % bootstrap interval] and standard deviation over seeds, at the end of the runs");
}

}  // namespace

Section key_numbers(const Results& results) {
  return {"numbers", "Key numbers", results.is_sweep() ? sweep_numbers(results) : run_numbers(results)};
}

}  // namespace heed::analysis

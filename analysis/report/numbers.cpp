#include "analysis/points.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "analysis/sweep_report.hpp"

#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Every observable of a run, from start to end.
std::string run_numbers(const Results& run) {
  const std::vector<std::size_t> series = asked_or_no_states(run, {});
  if (series.empty() || run.times.empty()) return "";
  Table table{.columns = {{.name = "observable", .left = true}, {"start"}, {"end"}, {"lowest"}, {"highest"}},
              .rows = {}};
  const std::size_t recorded = recorded_times(run, 0);
  if (recorded == 0) return "";
  const OneRun start = read_times(run, series, 0, 0, 1), end = read_times(run, series, 0, recorded - 1, 1);
  OneRun lowest = start, highest = start;
  for_each_piece(run, series, [&](const Piece& piece) {
    for (Eigen::Index c = 0; c < piece.numbers.cols(); ++c) {
      const auto numbers = piece.numbers.col(c);
      lowest(0, c) = std::fmin(lowest(0, c), numbers.minCoeff<Eigen::PropagateNumbers>());
      highest(0, c) = std::fmax(highest(0, c), numbers.maxCoeff<Eigen::PropagateNumbers>());
    }
  });
  for (std::size_t c = 0; c < series.size(); ++c) {
    const auto at = static_cast<Eigen::Index>(c);
    table.rows.push_back({run.series[series[c]].name, short_number(start(0, at), 4),
                          short_number(end(0, at), 4), short_number(lowest(0, at), 4),
                          short_number(highest(0, at), 4)});
  }
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

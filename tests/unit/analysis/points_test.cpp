#include "analysis/points.hpp"

#include "analysis/statistics/summary.hpp"

#include <array>
#include <cmath>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed::analysis;

TEST_CASE("runs that failed are counted and never averaged in") {
  const sample::Folder folder("points_failed");
  const Results grid = read_results(sample::write_grid(folder / "grid.h5"));
  const auto points = summarise_points(grid, {1}, {});
  REQUIRE(points.size() == 3);
  CHECK(points[1].runs == 4);
  CHECK(points[1].finished == 3);
  CHECK(points[1].failed == 1);
  CHECK(points[1].share_converged() == 1);
  const std::array finished{0.5, 0.51, 0.53};
  const auto interval = bootstrap_interval(finished, 1);
  CHECK(points[1].spreads[0].n == 3);
  CHECK(points[1].spreads[0].mean == mean(finished));
  CHECK(points[1].spreads[0].sd == standard_deviation(finished));
  CHECK(points[1].spreads[0].interval->low == interval->low);
  CHECK(points[1].spreads[0].interval->high == interval->high);
}

TEST_CASE("runs that did not converge are averaged, and seen in the share that did") {
  const sample::Folder folder("points_open");
  const auto points = summarise_points(read_results(sample::write_grid(folder / "grid.h5")), {1}, {});
  CHECK(points[2].share_converged() == 0.75);
  CHECK(points[2].spreads[0].n == 4);
}

TEST_CASE("a point with one finished run has a mean and no spread") {
  const sample::Folder folder("points_one");
  const auto points = summarise_points(read_results(sample::write_hypercube(folder / "cube.h5")), {0, 2}, {});
  CHECK(points[2].not_run == 1);
  CHECK(points[2].spreads[0].mean == 9);
  CHECK(std::isnan(points[2].spreads[0].sd));
  CHECK_FALSE(points[2].spreads[0].interval);
  CHECK(points[2].spreads[1].mean == 3);
  CHECK(std::isnan(PointSummary{}.share_converged()));
}

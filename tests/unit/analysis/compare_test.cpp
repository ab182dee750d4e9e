// Two sides of a comparison, paired by seed.
#include "analysis/compare/pairs.hpp"
#include "analysis/runs.hpp"
#include "heed/core/error.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/analysis/sample_files.hpp"

using namespace heed;
using namespace heed::analysis;

namespace {

Side side(const Results& results, std::vector<std::size_t> points) {
  return {.results = &results, .name = "'" + results.file + "'", .points = std::move(points)};
}

}  // namespace

TEST_CASE("two temperatures of one sweep are paired by seed, and a run that failed has no partner") {
  const sample::Folder folder("compare_points");
  const Results grid = read_results(sample::write_grid(folder / "grid.h5"));
  // Temperature 0.1 has 0.75 + seed / 100, temperature 10 a quarter and the same: the luck of a seed is
  // shared.
  const Comparison same =
      compare_sides(side(grid, {0}), side(grid, {2}), {"temperature"}, {"polarization"}, {});
  REQUIRE(same.rows.size() == 1);
  CHECK(same.rows[0].pairs == 4);
  CHECK_THAT(same.rows[0].difference.difference.value, WithinAbs(-0.5, 0.1));
  const Comparison less =
      compare_sides(side(grid, {2}), side(grid, {1}), {"temperature"}, {"polarization"}, {});
  CHECK(less.rows[0].pairs == 3);
  CHECK(less.rows[0].first_n == 4);
  CHECK_THAT(less.rows[0].difference.difference.value, WithinRel(0.25, 1e-12));
  CHECK_THAT(less.rows[0].difference.difference.error, WithinAbs(0, 1e-12));
  CHECK(less.remarks.size() == 1);
}

TEST_CASE("a sweep is compared with itself point by point, to nothing") {
  const sample::Folder folder("compare_self");
  const Results grid = read_results(sample::write_grid(folder / "grid.h5"));
  const Comparison found = compare_sides(side(grid, {0, 1, 2}), side(grid, {0, 1, 2}), {}, {"variance"}, {});
  REQUIRE(found.rows.size() == 3);
  CHECK(found.shared == std::vector<std::string>{"temperature"});
  for (const Compared& row : found.rows) {
    CHECK(row.difference.difference.value == 0);
    CHECK_FALSE(row.difference.difference.is_clear());
  }
  CHECK(std::get<double>(found.rows[1].at[0]) == 1);
}

TEST_CASE("sides without two seeds in common count as independent, which is said") {
  const sample::Folder folder("compare_apart");
  const Results grid = read_results(sample::write_grid(folder / "grid.h5"));
  Results other = read_results(sample::write_grid(folder / "other.h5"));
  for (RunEnd& run : other.runs) run.seed += 100;
  const Comparison found = compare_sides(side(grid, {0}), side(other, {0}), {}, {"polarization"}, {});
  CHECK(found.rows[0].pairs == 0);
  CHECK(found.rows[0].difference.difference.value == 0);
  CHECK(std::isnan(found.rows[0].difference.correlation));
  CHECK(found.rows[0].difference.difference.error > 0.005);
  REQUIRE(found.remarks.size() == 1);
  CHECK(found.remarks[0].starts_with("1 of 1 comparisons are of independent runs"));
}

TEST_CASE("sweeps over different parameters are not compared") {
  const sample::Folder folder("compare_not");
  const Results grid = read_results(sample::write_grid(folder / "grid.h5"));
  const Results plane = read_results(sample::write_plane(folder / "plane.h5"));
  try {
    compare_sides(side(plane, {0}), side(grid, {0}), {}, {}, {});
    FAIL("compared");
  } catch (const Error& e) {
    CHECK(std::string(e.what()).find("'score' is swept in ") == 0);
    CHECK(e.kind() == ErrorKind::usage);
  }
}

TEST_CASE("a value is found as written, also where a range has its neighbour in floating point") {
  CHECK(is_value(0.7999999999999999, "0.8"));
  CHECK_FALSE(is_value(0.7999, "0.8"));
  CHECK_FALSE(is_value(0.8, "cold"));
  CHECK(is_value(std::string("cold"), "cold"));
  CHECK(is_value(0.0, "0"));
}

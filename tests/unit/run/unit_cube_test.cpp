// Points of the unit cube that designs are made of.
#include "heed/run/unit_cube.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "catch.hpp"

using namespace heed;

TEST_CASE("a row of Saltelli is A, A with one parameter from B, and B") {
  const UnitPoints points = saltelli_points(3, 16);
  REQUIRE(points.size() == 16 * 5);
  for (std::size_t row = 0; row < 16; ++row) {
    const auto at = [&](std::size_t k) { return points[row * 5 + k]; };
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t k = 0; k < 3; ++k) CHECK(at(i + 1)[k] == (k == i ? at(4)[k] : at(0)[k]));
  }
}

TEST_CASE("a power of 2 of base rows holds one point in each of as many slices of each parameter") {
  const UnitPoints points = saltelli_points(2, 64);
  for (std::size_t k = 0; k < 2; ++k)
    for (const std::size_t side : {0U, 3U}) {
      std::set<int> slices;
      for (std::size_t row = 0; row < 64; ++row)
        slices.insert(static_cast<int>(std::floor(points[row * 4 + side][k] * 64)));
      CHECK(slices.size() == 64);
    }
}

TEST_CASE("a walk of Morris moves each parameter once, by two thirds of its range, between four levels") {
  const UnitPoints points = morris_points(4, 50, 7);
  REQUIRE(points.size() == 50 * 5);
  std::map<int, int> levels;
  for (std::size_t walk = 0; walk < 50; ++walk) {
    std::set<std::size_t> moved;
    for (std::size_t step = 0; step < 4; ++step) {
      const std::vector<double>&a = points[walk * 5 + step], &b = points[walk * 5 + step + 1];
      std::size_t changed = 0;
      for (std::size_t k = 0; k < 4; ++k) {
        ++levels[static_cast<int>(std::round(3 * a[k]))];
        CHECK_THAT(3 * a[k], WithinAbs(std::round(3 * a[k]), 1e-12));
        if (a[k] == b[k]) continue;
        ++changed;
        moved.insert(k);
        CHECK_THAT(std::abs(b[k] - a[k]), WithinAbs(morris_step, 1e-15));
      }
      CHECK(changed == 1);
    }
    CHECK(moved.size() == 4);
  }
  // 800 levels, four alike: 200 each, give or take four times 12.
  CHECK(levels.size() == 4);
  for (const auto& [level, count] : levels) CHECK(std::abs(count - 200) < 50);
  CHECK(morris_points(4, 50, 7) == points);
  CHECK(morris_points(4, 50, 8) != points);
}

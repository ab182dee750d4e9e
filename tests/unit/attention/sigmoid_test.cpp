// The sigmoid: its values in closed form, also where they saturate, and its range.
#include "heed/scores/sigmoid.hpp"

#include <array>

#include "catch.hpp"

using namespace heed;

namespace {

double score(const scores::Sigmoid& s, double apart) {
  const std::array<double, 2> here{0.25, 0}, there{0.25 + apart, 0};
  return s(Pair<double>{here.data(), there.data(), 2});
}

}  // namespace

TEST_CASE("the sigmoid halves at its radius, and is Taylor's uniform weight without steepness") {
  const scores::Sigmoid s{.radius = 0.5, .steepness = 40};
  CHECK_THAT(score(s, 0.5), WithinAbs(-std::log(2.0), 1e-15));
  CHECK_THAT(std::exp(score(s, 0.7)), WithinRel(1 / (1 + std::exp(40 * (0.49 - 0.25))), 1e-12));
  const scores::Sigmoid flat{.radius = 0.5, .steepness = 0};
  CHECK(score(flat, 0) == score(flat, 3));
}

TEST_CASE("a very steep sigmoid neither overflows nor loses the far side") {
  const scores::Sigmoid s{.radius = 0.5, .steepness = 1e6};
  CHECK(score(s, 0.25) == 0);
  CHECK_THAT(score(s, 1), WithinRel(-0.75e6, 1e-15));
}

TEST_CASE("the range of a sigmoid holds all its scores") {
  const scores::Sigmoid s{.radius = 0.4, .steepness = 12};
  const ScoreRange range = s.range({.diameter = 1.5, .norm = 1, .size = 2});
  CHECK_THAT(range.highest, WithinAbs(score(s, 0), 1e-15));
  CHECK_THAT(range.lowest, WithinRel(score(s, 1.5), 1e-14));
}

#include "analysis/moment.hpp"

#include "heed/core/error.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"

using namespace heed;
using namespace heed::analysis;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> times = {0, 10, 20, 30};

OneRun numbers(std::vector<double> of_one_series) {
  return Eigen::Map<OneRun>(of_one_series.data(), static_cast<Eigen::Index>(of_one_series.size()), 1);
}

double value(const Moment& moment, const std::vector<double>& of_one_series,
             RunStatus status = RunStatus::horizon) {
  return values_at(moment, times, {.status = status, .message = {}}, numbers(of_one_series))[0];
}

}  // namespace

TEST_CASE("the end of a run is its last recorded time") {
  CHECK(value({}, {1, 2, 3, 4}) == 4);
  CHECK(value({}, {1, 2, missing, missing}) == 2);
  CHECK(std::isnan(value({}, {missing, missing, missing, missing})));
}

TEST_CASE("a series without a number at the last recorded time has none at the end") {
  OneRun run(4, 2);
  run << 1, 5, 2, 6, 3, missing, missing, missing;
  const std::vector<double> at = values_at({}, times, {.message = {}}, run);
  CHECK(at[0] == 3);
  CHECK(std::isnan(at[1]));
}

TEST_CASE("a mean is over the last recorded times, and over all where there are fewer") {
  const Moment two{.kind = Moment::Kind::mean, .window = 2}, many{.kind = Moment::Kind::mean, .window = 9};
  CHECK(value(two, {1, 2, 4, 8}) == 6);
  CHECK(value(two, {1, 2, 4, missing}) == 3);
  CHECK(value(two, {1, 2, missing, 8}) == 8);
  CHECK(value(many, {1, 3, missing, missing}) == 2);
}

TEST_CASE(
    "a run that converged before a step stays as it was, one that stopped otherwise has nothing there") {
  const Moment step{.kind = Moment::Kind::step, .step = 20};
  CHECK(value(step, {1, 2, 3, 4}) == 3);
  CHECK(value(step, {1, 2, missing, missing}, RunStatus::converged) == 2);
  CHECK(std::isnan(value(step, {1, 2, missing, missing})));
}

TEST_CASE("the words of --at and --window") {
  CHECK(parse_moment("", 0).kind == Moment::Kind::last);
  CHECK(parse_moment("last", 0).kind == Moment::Kind::last);
  CHECK(parse_moment("", 3).window == 3);
  CHECK(parse_moment("mean", 3).kind == Moment::Kind::mean);
  CHECK(parse_moment("250", 0).step == 250);
  CHECK(moment_text(parse_moment("250", 0)) == "at step 250");
  CHECK(moment_text(parse_moment("mean", 3)) == "mean of the last 3 recorded times");
  CHECK_THROWS_AS(parse_moment("mean", 0), Error);
  CHECK_THROWS_AS(parse_moment("last", 3), Error);
  CHECK_THROWS_AS(parse_moment("-1", 0), Error);
  CHECK_THROWS_AS(parse_moment("soon", 0), Error);
}

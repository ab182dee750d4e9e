#include "analysis/statistics/bootstrap.hpp"

#include "analysis/statistics/summary.hpp"
#include "heed/core/random.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"

using namespace heed;
using namespace heed::analysis;

namespace {

std::vector<double> normal_sample(std::size_t n, std::uint64_t number) {
  Stream stream(7, Purpose::test, number);
  std::vector<double> out(n);
  for (double& v : out) v = 3 + 2 * stream.normal();
  return out;
}

}  // namespace

TEST_CASE("the bootstrap interval of a normal sample is near mean +- 1.96 sd / sqrt(n)") {
  const std::vector<double> values = normal_sample(100, 0);
  const double error = standard_deviation(values) / std::sqrt(100.0);
  const auto interval = bootstrap_interval(values, 0);
  REQUIRE(interval);
  // The 0.025 quantile of 2000 normal means has a standard deviation of 0.06 errors; five of these.
  CHECK_THAT(interval->low, WithinAbs(mean(values) - 1.96 * error, 0.3 * error));
  CHECK_THAT(interval->high, WithinAbs(mean(values) + 1.96 * error, 0.3 * error));
}

TEST_CASE("the bootstrap interval of 0 and 1 is all of [0, 1]") {
  // The means are 0, 1/2 and 1 with probabilities 1/4, 1/2 and 1/4, so both quantiles are at the ends.
  const auto interval = bootstrap_interval(std::array{0.0, 1.0}, 3);
  REQUIRE(interval);
  CHECK(interval->low == 0);
  CHECK(interval->high == 1);
}

TEST_CASE("the bootstrap interval of equal values is that value") {
  const auto interval = bootstrap_interval(std::vector<double>(20, 0.1), 0);
  REQUIRE(interval);
  CHECK(interval->low == 0.1);
  CHECK(interval->high == 0.1);
}

TEST_CASE("fewer than two values have no bootstrap interval, nor have those that are no numbers") {
  CHECK_FALSE(bootstrap_interval({}, 0));
  CHECK_FALSE(bootstrap_interval(std::array{1.0}, 0));
  CHECK_FALSE(bootstrap_interval(std::array{1.0, std::numeric_limits<double>::infinity()}, 0));
}

TEST_CASE("a bootstrap interval has the same bits each time, and others at another point") {
  const std::vector<double> values = normal_sample(20, 1);
  const auto first = bootstrap_interval(values, 5), again = bootstrap_interval(values, 5),
             other = bootstrap_interval(values, 6);
  CHECK(first->low == again->low);
  CHECK(first->high == again->high);
  CHECK(first->low != other->low);
}

TEST_CASE("bootstrap intervals of 30 normal values hold the true mean as often as they should") {
  int held = 0;
  for (std::uint64_t sample = 0; sample < 400; ++sample) {
    const auto interval = bootstrap_interval(normal_sample(30, 100 + sample), sample);
    held += interval->low <= 3 && 3 <= interval->high;
  }
  // Student's t with 29 degrees of freedom is within 1.96 sqrt(29 / 30) with probability 0.936: 374.4 of 400,
  // with a binomial standard deviation of 4.9; three of these.
  CHECK(held >= 360);
  CHECK(held <= 389);
}

#include "analysis/statistics/difference.hpp"

#include "analysis/statistics/summary.hpp"
#include "heed/core/random.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace heed;
using namespace heed::analysis;

TEST_CASE("pairs that share their luck have a small error, and the gain says how many runs that saves") {
  // second = first + 1 + noise: variances 1 and 1.01, correlation 1 / sqrt(1.01), so pairing gains 2.01 /
  // 0.01.
  std::vector<double> first, second;
  Stream stream(1, Purpose::test);
  for (int i = 0; i < 4000; ++i) {
    first.push_back(stream.normal());
    second.push_back(first.back() + 1 + 0.1 * stream.normal());
  }
  const PairedDifference pair = paired_difference(first, second, 0);
  CHECK_THAT(pair.difference.value, WithinAbs(1, 4 * 0.1 / std::sqrt(4000)));
  CHECK_THAT(pair.difference.error, WithinRel(0.1 / std::sqrt(4000), 0.05));  // an sd of 4000 errs by 1.1 %
  CHECK_THAT(pair.gain(), WithinRel(201.0, 0.1));
  CHECK_THAT(pair.correlation, WithinAbs(1 / std::sqrt(1.01), 0.001));
  CHECK(pair.difference.is_clear());
  const Difference apart = unpaired_difference(first, second, 0);
  CHECK(apart.value == Approx(pair.difference.value));
  CHECK_THAT(apart.error, WithinRel(pair.unpaired_error, 1e-12));
  // The bootstrap interval of independent samples is 1.96 such errors each way, up to the 2000 resamples.
  CHECK_THAT(apart.interval->high - apart.interval->low, WithinRel(2 * 1.96 * apart.error, 0.1));
}

TEST_CASE("the exact numbers of three pairs") {
  const std::array first{1.0, 2.0, 4.0}, second{2.0, 4.0, 5.0};
  const PairedDifference pair = paired_difference(first, second, 0);
  CHECK_THAT(pair.difference.value, WithinRel(4.0 / 3, 1e-15));
  CHECK_THAT(pair.difference.error, WithinRel(1.0 / 3, 1e-14));  // of 1, 2, 1
  CHECK_THAT(pair.unpaired_error, WithinRel(std::sqrt((7.0 / 3 + 7.0 / 3) / 3), 1e-14));
  CHECK_THAT(pair.gain(), WithinRel(14.0, 1e-13));
  CHECK_THAT(pair.correlation, WithinRel(13.0 / 14, 1e-13));
}

TEST_CASE("one pair has a difference and nothing that tells how sure it is") {
  const PairedDifference pair = paired_difference(std::array{1.0}, std::array{3.0}, 0);
  CHECK(pair.difference.value == 2);
  CHECK(std::isnan(pair.difference.error));
  CHECK_FALSE(pair.difference.interval);
  CHECK_FALSE(pair.difference.is_clear());
}

TEST_CASE("two samples of equal numbers differ by exactly nothing") {
  const std::array same{0.1, 0.1, 0.1};
  const Difference apart = unpaired_difference(same, same, 0);
  CHECK(apart.value == 0);
  CHECK(apart.interval->low == 0);
  CHECK_FALSE(apart.is_clear());
}

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
  const PairedDifference pair = paired_difference(first, second);
  CHECK_THAT(pair.difference.value, WithinAbs(1, 4 * 0.1 / std::sqrt(4000)));
  CHECK_THAT(pair.difference.error, WithinRel(0.1 / std::sqrt(4000), 0.05));  // an sd of 4000 errs by 1.1 %
  CHECK_THAT(pair.gain(), WithinRel(201.0, 0.1));
  CHECK_THAT(pair.correlation, WithinAbs(1 / std::sqrt(1.01), 0.001));
  CHECK(pair.difference.is_clear());
  const Difference apart = unpaired_difference(first, second);
  CHECK(apart.value == Approx(pair.difference.value));
  CHECK_THAT(apart.error, WithinRel(pair.unpaired_error, 1e-12));
  CHECK_THAT(apart.interval->high - apart.interval->low, WithinRel(2 * 1.96 * apart.error, 0.001));
}

TEST_CASE("the exact numbers of three pairs") {
  const std::array first{1.0, 2.0, 4.0}, second{2.0, 4.0, 5.0};
  const PairedDifference pair = paired_difference(first, second);
  CHECK_THAT(pair.difference.value, WithinRel(4.0 / 3, 1e-15));
  CHECK_THAT(pair.difference.error, WithinRel(1.0 / 3, 1e-14));  // of 1, 2, 1
  CHECK_THAT(pair.unpaired_error, WithinRel(std::sqrt((7.0 / 3 + 7.0 / 3) / 3), 1e-14));
  CHECK_THAT(pair.gain(), WithinRel(14.0, 1e-13));
  CHECK_THAT(pair.correlation, WithinRel(13.0 / 14, 1e-13));
  // Student's t of two degrees of freedom is 4.302653: of three pairs even 4/3 ± 1/3 may be chance.
  CHECK_THAT(pair.difference.interval->low, WithinAbs(4.0 / 3 - 4.302653 / 3, 1e-6));
  CHECK_THAT(pair.difference.interval->high, WithinAbs(4.0 / 3 + 4.302653 / 3, 1e-6));
  CHECK_FALSE(pair.difference.is_clear());
}

TEST_CASE("independent samples have Welch's degrees of freedom") {
  // Variances over n of 1/3 and 4/3: (5/3)² / ((1/9) / 2 + (16/9) / 2) = 50 / 17, with t = 3.2188.
  const Difference apart = unpaired_difference(std::array{1.0, 2.0, 3.0}, std::array{6.0, 8.0, 10.0});
  CHECK_THAT(apart.error, WithinRel(std::sqrt(5.0 / 3), 1e-14));
  CHECK_THAT((apart.interval->high - apart.interval->low) / (2 * apart.error), WithinAbs(3.21876, 1e-4));
  CHECK(apart.is_clear());
  // Of one that does not vary all freedom is that of the other.
  const Difference steady = unpaired_difference(std::array{1.0, 1.0, 1.0, 1.0}, std::array{6.0, 8.0, 10.0});
  CHECK_THAT((steady.interval->high - steady.interval->low) / (2 * steady.error), WithinAbs(4.302653, 1e-6));
  const Difference tiny = unpaired_difference(std::array{1e-90, 2e-90}, std::array{1e-90, 3e-90});
  CHECK_FALSE(tiny.is_clear());
}

TEST_CASE("of samples without a difference one in twenty is clear of 0, however few the seeds") {
  for (const std::size_t n : {2U, 3U, 5U}) {
    int clear_pairs = 0, clear_apart = 0;
    for (std::uint64_t sample = 0; sample < 1000; ++sample) {
      Stream stream(sample, Purpose::test, n);
      std::vector<double> first(n), second(n);
      for (double& v : first) v = stream.normal();
      for (double& v : second) v = stream.normal();
      clear_pairs += paired_difference(first, second).difference.is_clear();
      clear_apart += unpaired_difference(first, second).is_clear();
    }
    CAPTURE(n);
    CHECK(clear_pairs >= 29);  // 50 ± 7 by chance; three of these each way
    CHECK(clear_pairs <= 71);
    CHECK(clear_apart <= 71);  // Welch's freedom errs to the safe side where n is small
  }
}

TEST_CASE("differences that are all the same are exact") {
  const PairedDifference pair = paired_difference(std::array{1.0, 2.0}, std::array{1.5, 2.5});
  CHECK(pair.difference.error == 0);
  CHECK(pair.difference.interval->low == 0.5);
  CHECK(pair.difference.interval->high == 0.5);
  CHECK(pair.difference.is_clear());
}

TEST_CASE("one pair has a difference and nothing that tells how sure it is") {
  const PairedDifference pair = paired_difference(std::array{1.0}, std::array{3.0});
  CHECK(pair.difference.value == 2);
  CHECK(std::isnan(pair.difference.error));
  CHECK_FALSE(pair.difference.interval);
  CHECK_FALSE(pair.difference.is_clear());
}

TEST_CASE("two samples of equal numbers differ by exactly nothing") {
  const std::array same{0.1, 0.1, 0.1};
  const Difference apart = unpaired_difference(same, same);
  CHECK(apart.value == 0);
  CHECK(apart.interval->low == 0);
  CHECK_FALSE(apart.is_clear());
}

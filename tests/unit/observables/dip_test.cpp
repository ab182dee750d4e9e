// Hartigan's dip, beside a plain search for the nearest law with one peak.
#include "heed/observe/dip.hpp"

#include "heed/core/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

/// Atoms and the share of values up to each.
struct Law {
  std::vector<double> at, share;
  explicit Law(const std::vector<double>& sorted) {
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (at.empty() || sorted[i] > at.back()) {
        at.push_back(sorted[i]);
        share.push_back(0);
      }
      share.back() = static_cast<double>(i + 1) / static_cast<double>(sorted.size());
    }
  }
  double before(std::size_t k) const { return k == 0 ? 0 : share[k - 1]; }
};

/// The least value just before atom `peak` of a convex law within d of this one up to there, or NaN where
/// there is none. A convex curve is above every line through an upper bound and a later lower bound, beyond
/// both.
double least_before(const Law& law, std::size_t peak, double d) {
  constexpr double rounding = 1e-13;
  double least = law.before(peak) - d;
  for (std::size_t j = 0; j < peak; ++j) {
    const double low = law.share[j] - d;
    if (low > law.before(j) + d + rounding) return std::nan("");
    for (std::size_t i = 0; i < j; ++i) {
      const double slope = (low - law.before(i) - d) / (law.at[j] - law.at[i]);
      for (std::size_t k = j + 1; k <= peak; ++k) {
        const double there = low + slope * (law.at[k] - law.at[j]);
        if (there > law.before(k) + d + rounding) return std::nan("");
        if (k == peak) least = std::max(least, there);
      }
    }
  }
  return least;
}

/// The dip by bisection over d, with every atom as the peak: a jump is allowed there.
double searched_dip(const std::vector<double>& sorted) {
  const Law law(sorted);
  std::vector<double> turned;
  for (std::size_t i = sorted.size(); i-- > 0;) turned.push_back(-sorted[i]);
  const Law mirror(turned);
  const std::size_t m = law.at.size();
  double low = 0, high = 0.5;
  while (high - low > 1e-12) {
    const double d = (low + high) / 2;
    bool fits = false;
    for (std::size_t peak = 0; peak < m && !fits; ++peak) {
      const double left = least_before(law, peak, d), right = least_before(mirror, m - 1 - peak, d);
      fits = left <= 1 - right + 1e-13;
    }
    (fits ? high : low) = d;
  }
  return std::max(high, 0.5 / static_cast<double>(sorted.size()));
}

}  // namespace

TEST_CASE("two equal atoms dip by a quarter, evenly spaced values by half a value") {
  CHECK(dip(std::array{0.0, 1.0}) == 0.25);
  CHECK(dip(std::array{-1.0, -1.0, -1.0, 1.0, 1.0, 1.0}) == 0.25);
  for (const std::size_t n : {1U, 5U, 100U}) {
    std::vector<double> even(n);
    for (std::size_t i = 0; i < n; ++i) even[i] = static_cast<double>(i);
    CHECK_THAT(dip(even), WithinRel(0.5 / static_cast<double>(n), 1e-12));
  }
  CHECK(dip(std::array{2.0, 2.0, 2.0, 2.0}) == 0.125);
  CHECK(std::isnan(dip({})));
  CHECK(std::isnan(dip(std::array{0.0, std::nan("")})));
}

TEST_CASE("the dip is the distance to the nearest law with one peak, by search over all peaks") {
  Stream stream(1, Purpose::test);
  for (int sample = 0; sample < 48; ++sample) {
    const std::size_t n = 3 + stream.below(16);
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) {
      const double v = stream.normal() + (stream.chance(0.5) ? 3 : 0) * (sample % 3);
      values.push_back(sample % 2 == 0 ? v : std::round(2 * v) / 2);  // with and without ties
    }
    std::sort(values.begin(), values.end());
    CAPTURE(sample, n);
    CHECK_THAT(dip(values), WithinAbs(searched_dip(values), 1e-9));
  }
}

TEST_CASE("the dip does not change when values are shifted, stretched or turned around") {
  Stream stream(2, Purpose::test);
  std::vector<double> values(500), moved, turned;
  for (double& v : values) v = stream.normal() * stream.normal();
  std::sort(values.begin(), values.end());
  for (const double v : values) moved.push_back(8 * v + 1);
  for (std::size_t i = values.size(); i-- > 0;) turned.push_back(-values[i]);
  CHECK_THAT(dip(moved), WithinRel(dip(values), 1e-9));
  CHECK_THAT(dip(turned), WithinRel(dip(values), 1e-12));
}

#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace heed::analysis {

/// Where a number lies, from low to high.
struct Interval {
  double low, high;
};

/// Samples drawn with replacement for one interval.
inline constexpr std::size_t bootstrap_resamples = 2000;

/// The 95 % bootstrap interval of the mean: the 0.025 and 0.975 quantiles of the means of 2000 samples of n,
/// drawn from the n values with replacement.
///
/// values   one for each seed
/// point    the number of the point of a sweep, which has random numbers of its own
/// Nothing for fewer than two values, or where one is not finite. The same values and point give the same
/// bits, anywhere. O(2000 n). Efron 1979; the percentile interval of Efron and Tibshirani 1993, section 13.3.
/// With few values it is too narrow: its standard error is sd sqrt((n - 1) / n) / sqrt(n), and it goes 1.96
/// of these each way where Student's t goes further.
std::optional<Interval> bootstrap_interval(std::span<const double> values, std::uint64_t point);

}  // namespace heed::analysis

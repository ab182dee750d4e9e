#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace heed::analysis {

/// The mean, Σ v / n; NaN of no values. Equal values have exactly that mean. O(n).
inline double mean(std::span<const double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  double beyond = 0;
  for (const double v : values) beyond += v - values[0];
  return values[0] + beyond / static_cast<double>(values.size());
}

/// The sample standard deviation, sqrt(Σ (v - mean)² / (n - 1)); NaN of fewer than two values. O(n).
inline double standard_deviation(std::span<const double> values) {
  if (values.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  const double centre = mean(values);
  double squares = 0;
  for (const double v : values) squares += (v - centre) * (v - centre);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// The quantile of values in increasing order: the one at place p (n - 1), by linear interpolation between
/// its neighbours; NaN of no values. p is between 0 and 1. O(1). Hyndman and Fan 1996, definition 7.
inline double quantile(std::span<const double> sorted, double p) {
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

}  // namespace heed::analysis

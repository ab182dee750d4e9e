#pragma once
#include <cmath>
#include <cstddef>
#include <span>

namespace heed::analysis {

/// Means of |m|, m² and m⁴, with m an order parameter such as the magnetization.
struct OrderMoments {
  double first = 0, second = 0, fourth = 0;

  /// χ = N (<m²> - <|m|>²): how far the order of N agents fluctuates.
  double susceptibility(double agents) const { return agents * (second - first * first); }

  /// Binder's cumulant U = 1 - <m⁴> / (3 <m²>²): 2/3 in perfect order; with one component 0 in disorder, with
  /// two 1/3. NaN where m is 0 throughout. Binder 1981.
  double binder() const { return 1 - fourth / (3 * second * second); }

  OrderMoments& operator+=(const OrderMoments& other) {
    first += other.first;
    second += other.second;
    fourth += other.fourth;
    return *this;
  }
  OrderMoments operator/(double n) const { return {first / n, second / n, fourth / n}; }
};

/// The moments of a series. O(n).
inline OrderMoments order_moments(std::span<const double> values) {
  OrderMoments out;
  for (const double m : values) out += {std::abs(m), m * m, m * m * m * m};
  return out / static_cast<double>(values.size());
}

}  // namespace heed::analysis

#pragma once
#include "heed/attention/transforms/sorted_attend.hpp"

namespace heed {

/// Everyone by agreement, weights exp(x_i x_j / T), without looking at all pairs: where agent i goes depends
/// on it through β = x_i / T alone, and smoothly, so that few values of β stand for all. O(N) after sorting.
template <class Real> class ChebyshevDot final : public SortedAttend<Real> {
 public:
  using SortedAttend<Real>::SortedAttend;

  /// Score `dot` (scaled or not), the mask `all` alone, no bias, one topic.
  static bool suits(const Attention& attention, int topics);
  /// From so many agents on it is faster than looking at all pairs.
  static double fewest_agents(int) { return 1000; }

  std::string_view algorithm() const override { return "chebyshev_dot"; }
  /// 36 N: each agent is added to 18 moments, and is a sum of 18 terms.
  double pairs() const override;

 private:
  bool displace(std::span<const double> x, double temperature, std::span<double> out) const override;
};

/// out_i = Σ_j a_ij (x_j - x_i) with a_i = softmax_j(x_i x_j / T), over all j, or all but i.
///
/// x  N ≥ 2 increasing opinions        T  above 0, in units of x²
/// False, and nothing done, when max |x| / T · max(range of x, 1) is not below 1e300.
///
/// Both sums of the softmax, Σ_j exp(β x_j) and Σ_j exp(β x_j) x_j, are functions of β = x_i / T. They are
/// computed (`ExponentialSums`) where Chebyshev's interpolation needs them, on pieces so short that no
/// exponent varies by more than 4, and interpolated there for each agent; where agents are few, at the agents
/// themselves. An agent's own term is taken out where it is at most half of the sum; at most one agent at
/// each end has more, and is computed directly.
///
/// The error is at most 1e-12 of the range of opinions, however they are spread: 5e-15 is left out of the
/// interpolation and 5e-15 of the sums, times 2 without oneself; the rest is rounding, e⁴ times that of some
/// hundred additions. Measured: below 3e-14. Moments of all opinions together, in Bessel functions, would be
/// simpler, but err by N roundings where one agent stands against a crowd.
///
/// O(N) and, for each of at most min(N, c + 1) pieces, sums over some 100 boxes at most at 18 values of β;
/// c = (range of x)² / 8 T. In parallel; the same bits on any number of threads. Trefethen, Approximation
/// Theory and Approximation Practice, 2013, chapters 3 and 8.
bool dot_displacements(std::span<const double> x, double temperature, Oneself oneself, std::span<double> out);

}  // namespace heed

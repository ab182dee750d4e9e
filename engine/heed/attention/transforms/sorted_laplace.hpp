#pragma once
#include "heed/attention/transforms/sorted_attend.hpp"

namespace heed {

/// Everyone by nearness, weights exp(-|x_i - x_j| / T), without looking at all pairs: in order of opinion a
/// weight is the product of the steps between, so that the sums over those on one side of an agent follow
/// from the sums of its neighbour. O(N) after sorting.
template <class Real> class SortedLaplace final : public SortedAttend<Real> {
 public:
  using SortedAttend<Real>::SortedAttend;

  /// Score `distance`, the mask `all` alone, no bias, one topic.
  static bool suits(const Attention& attention, int topics);
  /// From so many agents on it is faster than looking at all pairs.
  static double fewest_agents(int) { return 200; }

  std::string_view algorithm() const override { return "sorted_laplace"; }
  /// N log2 N: what sorting by comparisons would look at.
  double pairs() const override;

 private:
  bool displace(std::span<const double> x, double temperature, std::span<double> out) const override;
};

/// out_i = Σ_j a_ij (x_j - x_i) with a_i = softmax_j(-|x_i - x_j| / T), over all j, or all but i.
///
/// x  N ≥ 2 increasing opinions whose range is finite        T  above 0, in units of x
/// The error is at most 6 u (1024 + N / 1024) + 2e-13 of Σ_j a_ij |x_j - x_i|, u = 2^-53: in every step a sum
/// of terms of one sign is rounded three times, a chain is a block of 1024 agents and then one step a block,
/// and exponents, of 745 at most, are rounded twice. Measured: below 1e-13 of it for N = 1e5. In parallel by
/// blocks; the same bits on any number of threads. O(N).
void laplace_displacements(std::span<const double> x, double temperature, Oneself oneself,
                           std::span<double> out);

}  // namespace heed

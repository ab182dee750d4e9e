#pragma once
#include "scenarios/sensor_fusion/fuser.hpp"

namespace heed::scenarios {

/// The best linear unbiased estimate: w = C⁻¹ 1 / (1ᵀ C⁻¹ 1) with the covariance C of the errors, of which
/// stated variances and one correlation ρ for all pairs are known (Aitken 1936). C is a diagonal and a matrix
/// of rank one, so that C⁻¹ is known (Sherman and Morrison 1950): with s = 1/σ of the m sensors heard
///
///     w_i ∝ s_i [(1 - ρ) s_i + ρ (m s_i - Σ s)]
///
/// Weights may be below 0, which those of attention never are: where they are, attention is not the best.
class BlueFuser final : public Fuser {
 public:
  BlueFuser(const FusionParameters&, const Readings& readings) : correlation_(readings.correlation) {}

  /// O(K). Throws Error (data) where no errors can be correlated like that.
  void fuse(const Moment& moment, Fused& out) override;

 private:
  double correlation_;
};

namespace methods {

struct Blue : Method<BlueFuser> {
  static constexpr std::string_view summary =
      "best linear unbiased estimate, by the covariance of the errors";
};

}  // namespace methods
}  // namespace heed::scenarios

#pragma once
#include "scenarios/sensor_fusion/fuser.hpp"

#include <vector>

namespace heed::scenarios {

/// The best linear unbiased estimate: w = C⁻¹ 1 / (1ᵀ C⁻¹ 1) with the covariance C of the errors, of which
/// stated variances and one correlation for all pairs are known (Aitken 1936). Weights may be below 0, which
/// those of attention never are: where they are, attention is not the best.
class BlueFuser final : public Fuser {
 public:
  BlueFuser(const FusionParameters&, const Readings& readings) : correlation_(readings.correlation) {}

  /// O(K³). Throws Error (data) where no errors can be correlated like that.
  void fuse(const Moment& moment, Fused& out) override;

 private:
  double correlation_;
  std::vector<std::size_t> heard_;
};

namespace methods {

struct Blue : Method<BlueFuser> {
  static constexpr std::string_view summary =
      "best linear unbiased estimate, by the covariance of the errors";
};

}  // namespace methods
}  // namespace heed::scenarios

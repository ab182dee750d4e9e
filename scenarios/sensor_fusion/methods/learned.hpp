#pragma once
#include "scenarios/sensor_fusion/listener.hpp"

namespace heed::scenarios {

/// Attention with keys that are learned from the truth, without what sensors state. After each moment the
/// keys θ take a step down the gradient of the squared error (y - x)²,
///
///     ∂/∂θ_i = 2 (y - x) a_i (y_i - y) / T
///
/// by Adam (Kingma and Ba 2015) with a step that falls as 1/√t; the keys in use are a mean of all θ in which
/// late ones count most (Shamir and Zhang 2013, with η = 3). The answer to a moment never knows its truth.
/// At T = 1 the keys come to ln r_i, up to a constant that no weight depends on.
class LearnedFuser final : public Fuser {
 public:
  /// Throws Error (data) where the truth is not known.
  LearnedFuser(const FusionParameters& parameters, const Readings& readings);

  void fuse(const Moment& moment, Fused& out) override;
  void carried(Carried& c) override {
    c("theta", theta_), c("mean", mean_), c("momentum", momentum_), c("scale", scale_), c("steps", steps_);
  }
  /// The keys in use, less their mean.
  std::vector<double> keys() const;

 private:
  void learn(const Moment& moment);

  FusionParameters parameters_;
  Listener listener_;
  std::vector<double> theta_, mean_, momentum_, scale_;
  double steps_ = 0;
};

namespace methods {

struct Learned : Method<LearnedFuser> {
  static constexpr std::string_view summary = "attention with keys learned from the truth by gradient";
};

}  // namespace methods
}  // namespace heed::scenarios

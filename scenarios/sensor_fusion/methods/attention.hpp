#pragma once
#include "scenarios/sensor_fusion/listener.hpp"

namespace heed::scenarios {

/// Attention with keys ln r: at T = 1 the best unbiased estimate from independent errors (Aitken 1936).
class AttentionFuser final : public Fuser {
 public:
  AttentionFuser(const FusionParameters& parameters, const Readings& readings)
      : temperature_(parameters.temperature), listener_(readings.sensors.size()) {}

  void fuse(const Moment& moment, Fused& out) override {
    stated_keys(moment, keys_);
    listener_.hear(moment, keys_);
    listener_.fuse(moment, temperature_, out);
  }

 private:
  double temperature_;
  Listener listener_;
  std::vector<double> keys_;
};

namespace methods {

struct Attention : Method<AttentionFuser> {
  static constexpr std::string_view summary = "softmax(ln r / T): inverse-variance weights at T = 1";
};

}  // namespace methods
}  // namespace heed::scenarios

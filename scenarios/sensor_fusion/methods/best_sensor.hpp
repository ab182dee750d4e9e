#pragma once
#include "scenarios/sensor_fusion/fuser.hpp"

#include <cmath>

namespace heed::scenarios {

/// What the sensor says that states the smallest variance, the first of equals.
class BestSensorFuser final : public Fuser {
 public:
  BestSensorFuser(const FusionParameters&, const Readings&) {}

  void fuse(const Moment& moment, Fused& out) override {
    std::size_t best = moment.value.size();
    for (std::size_t i = 0; i < moment.value.size(); ++i)
      if (!std::isnan(moment.value[i]) &&
          (best == moment.value.size() || moment.variance[i] < moment.variance[best]))
        best = i;
    out.weight.assign(moment.value.size(), 0.0);
    out.weight[best] = 1;
    out.value = moment.value[best];
    out.variance = moment.variance[best];
  }
};

namespace methods {

struct BestSensor : Method<BestSensorFuser> {
  static constexpr std::string_view summary = "the one sensor that states the smallest variance";
};

}  // namespace methods
}  // namespace heed::scenarios

#pragma once
#include "scenarios/sensor_fusion/listener.hpp"

#include <cmath>

namespace heed::scenarios {

/// The plain mean of what is said.
class MeanFuser final : public Fuser {
 public:
  MeanFuser(const FusionParameters&, const Readings&) {}

  void fuse(const Moment& moment, Fused& out) override {
    double sum = 0, count = 0;
    out.weight.assign(moment.value.size(), 0.0);
    for (const double y : moment.value)
      if (!std::isnan(y)) sum += y, ++count;
    for (std::size_t i = 0; i < moment.value.size(); ++i)
      if (!std::isnan(moment.value[i])) out.weight[i] = 1 / count;
    out.value = sum / count;
    out.variance = variance_of(moment, out.weight);
  }
};

namespace methods {

struct Mean : Method<MeanFuser> {
  static constexpr std::string_view summary = "the mean of all readings";
};

}  // namespace methods
}  // namespace heed::scenarios

#pragma once
#include "scenarios/sensor_fusion/listener.hpp"
#include "scenarios/sensor_fusion/watch.hpp"

namespace heed::scenarios {

/// Attention with keys ln r where sensors are believed until there is no doubt that one is worse than it says
/// (`Watch`): from then on its key is that of the variance it was measured to have. What is said now counts
/// only from the next moment on.
class WatchfulFuser final : public Fuser {
 public:
  WatchfulFuser(const FusionParameters& parameters, const Readings& readings)
      : temperature_(parameters.temperature),
        listener_(readings.sensors.size()),
        watch_(readings.sensors.size()) {}

  void fuse(const Moment& moment, Fused& out) override {
    believed_ = moment;
    for (std::size_t i = 0; i < believed_.variance.size(); ++i) believed_.variance[i] *= watch_.guilt(i);
    stated_keys(believed_, keys_);
    listener_.hear(believed_, keys_);
    listener_.fuse(believed_, temperature_, out);
    watch_.look(moment);
  }
  void carried(Carried& c) override { watch_.carried(c); }

 private:
  double temperature_;
  Listener listener_;
  Watch watch_;
  Moment believed_;
  std::vector<double> keys_;
};

namespace methods {

struct Watchful : Method<WatchfulFuser> {
  static constexpr std::string_view summary =
      "attention that remembers how sensors differed: who lies is heeded by its measured variance";
};

}  // namespace methods
}  // namespace heed::scenarios

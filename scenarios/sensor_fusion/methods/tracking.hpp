#pragma once
#include "scenarios/sensor_fusion/listener.hpp"

#include <limits>

namespace heed::scenarios {

/// Attention with one key more, of the prediction: ln 1/P with the last estimate for its value, where P is
/// the variance of that estimate and of what the truth has moved since. At T = 1 this is the Kalman filter of
/// a random walk, exactly: the prediction has weight R / (P + R). The first moment has no prediction: P = ∞.
class TrackingFuser final : public Fuser {
 public:
  TrackingFuser(const FusionParameters& parameters, const Readings& readings)
      : temperature_(parameters.temperature),
        drift_(parameters.drift),
        listener_(readings.sensors.size() + 1) {}

  void fuse(const Moment& moment, Fused& out) override {
    const double predicted = variance_ + (begun_ ? drift_ * (moment.time - time_) : 0);
    stated_keys(moment, keys_);
    listener_.hear(moment, keys_);
    listener_.hear(moment.value.size(), -std::log(predicted), value_);
    listener_.fuse(moment, temperature_, out);
    const double prior = listener_.weights().back();
    if (prior > 0) out.variance += prior * prior * predicted;
    value_ = out.value;
    variance_ = out.variance;
    time_ = moment.time;
    begun_ = true;
  }
  void carried(Carried& c) override {
    c("value", value_), c("variance", variance_), c("time", time_), c("begun", begun_);
  }

 private:
  double temperature_, drift_;
  Listener listener_;
  std::vector<double> keys_;
  double value_ = 0, variance_ = std::numeric_limits<double>::infinity(), time_ = 0;
  bool begun_ = false;
};

namespace methods {

struct Tracking : Method<TrackingFuser> {
  static constexpr std::string_view summary =
      "attention with a key for the prediction: the Kalman filter at T = 1";
};

}  // namespace methods
}  // namespace heed::scenarios

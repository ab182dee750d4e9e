#pragma once
#include "scenarios/sensor_fusion/fuser.hpp"

#include <cmath>
#include <utility>

namespace heed::scenarios {

/// The textbook filter of a random walk (Kalman 1960): predict P += drift · Δt, then for one sensor after the
/// other gain k = P / (P + R), x += k (y - x), P *= 1 - k. The first reading is taken as it is.
class KalmanFuser final : public Fuser {
 public:
  KalmanFuser(const FusionParameters& parameters, const Readings&) : drift_(parameters.drift) {}

  void fuse(const Moment& moment, Fused& out) override {
    if (begun_) p_ += drift_ * (moment.time - time_);
    time_ = moment.time;
    out.weight.assign(moment.value.size(), 0.0);
    for (std::size_t i = 0; i < moment.value.size(); ++i) {
      if (std::isnan(moment.value[i])) continue;
      const double gain = begun_ ? p_ / (p_ + moment.variance[i]) : 1;
      x_ += gain * (moment.value[i] - x_);
      p_ = begun_ ? p_ * (1 - gain) : moment.variance[i];
      out.weight[i] = gain;
      begun_ = true;
    }
    double rest = 1;  // what later sensors leave of a gain
    for (auto w = out.weight.rbegin(); w != out.weight.rend(); ++w) rest *= 1 - std::exchange(*w, *w * rest);
    out.value = x_;
    out.variance = p_;
  }
  void carried(Carried& c) override { c("x", x_), c("p", p_), c("time", time_), c("begun", begun_); }

 private:
  double drift_, x_ = 0, p_ = 0, time_ = 0;
  bool begun_ = false;
};

namespace methods {

struct Kalman : Method<KalmanFuser> {
  static constexpr std::string_view summary = "the textbook Kalman filter of a random walk";
};

}  // namespace methods
}  // namespace heed::scenarios

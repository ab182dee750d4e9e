#include "scenarios/sensor_fusion/methods/learned.hpp"

#include "heed/core/error.hpp"

#include <cmath>
#include <numeric>

namespace heed::scenarios {

LearnedFuser::LearnedFuser(const FusionParameters& parameters, const Readings& readings)
    : parameters_(parameters),
      listener_(readings.sensors.size()),
      theta_(readings.sensors.size()),
      mean_(theta_),
      momentum_(theta_),
      scale_(theta_) {
  if (!readings.truth_known)
    throw Error(
        ErrorKind::data,
        "method 'learned' learns from the truth, which is not known here; name a sensor to learn from "
        "as sensors.reference, or leave it out of fusion.methods");
}

void LearnedFuser::fuse(const Moment& moment, Fused& out) {
  listener_.hear(moment, mean_);
  listener_.fuse(moment, parameters_.temperature, out);
  if (!std::isnan(moment.truth)) learn(moment);
}

void LearnedFuser::learn(const Moment& moment) {
  constexpr double keep = 0.9, keep_scale = 0.999, late = 3;
  listener_.hear(moment, theta_);
  const double y = listener_.heed(parameters_.temperature);
  ++steps_;
  const double step = parameters_.rate / std::sqrt(1 + steps_ / parameters_.decay);
  const double share = (late + 1) / (steps_ + late);
  for (std::size_t i = 0; i < theta_.size(); ++i) {
    const double a = listener_.weights()[i];
    const double slope =
        a > 0 ? 2 * (y - moment.truth) * a * (moment.value[i] - y) / parameters_.temperature : 0.0;
    momentum_[i] += (1 - keep) * (slope - momentum_[i]);
    scale_[i] += (1 - keep_scale) * (slope * slope - scale_[i]);
    if (scale_[i] > 0)
      theta_[i] -= step * (momentum_[i] / (1 - std::pow(keep, steps_))) /
                   std::sqrt(scale_[i] / (1 - std::pow(keep_scale, steps_)));
    mean_[i] += share * (theta_[i] - mean_[i]);
  }
}

std::vector<double> LearnedFuser::keys() const {
  std::vector<double> out = mean_;
  const double middle = std::accumulate(out.begin(), out.end(), 0.0) / static_cast<double>(out.size());
  for (double& key : out) key -= middle;
  return out;
}

}  // namespace heed::scenarios

#include "scenarios/sensor_fusion/methods/robust.hpp"

#include <algorithm>
#include <cmath>

namespace heed::scenarios {

double RobustFuser::weighted_median(const Moment& moment) {
  order_.clear();
  double total = 0, below = 0;
  for (std::size_t i = 0; i < moment.value.size(); ++i)
    if (!std::isnan(moment.value[i])) {
      order_.push_back(i);
      total += 1 / moment.variance[i];
    }
  std::sort(order_.begin(), order_.end(),
            [&](std::size_t a, std::size_t b) { return moment.value[a] < moment.value[b]; });
  for (const std::size_t i : order_)
    if ((below += 1 / moment.variance[i]) >= total / 2) return moment.value[i];
  return moment.value[order_.back()];
}

void RobustFuser::fuse(const Moment& moment, Fused& out) {
  stated_keys(moment, stated_);
  keys_.resize(stated_.size());
  double guess = weighted_median(moment);
  const double width = parameters_.width;
  for (std::int64_t round = 0; round < parameters_.iterations; ++round) {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      const double off = moment.value[i] - guess;
      keys_[i] = stated_[i] - off * off / (2 * width * width * moment.variance[i]);
    }
    listener_.hear(moment, keys_);
    listener_.fuse(moment, parameters_.temperature, out);
    const double moved = std::abs(out.value - guess);
    guess = out.value;
    if (moved <= 1e-12 * std::sqrt(out.variance)) break;
  }
}

}  // namespace heed::scenarios

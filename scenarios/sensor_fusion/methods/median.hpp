#pragma once
#include "scenarios/sensor_fusion/fuser.hpp"

#include <algorithm>
#include <cmath>

namespace heed::scenarios {

/// The median of what is said; of an even number, the mean of the two in the middle. It does not say how far
/// off it is.
class MedianFuser final : public Fuser {
 public:
  MedianFuser(const FusionParameters&, const Readings&) {}

  void fuse(const Moment& moment, Fused& out) override {
    order_.clear();
    for (std::size_t i = 0; i < moment.value.size(); ++i)
      if (!std::isnan(moment.value[i])) order_.push_back(i);
    std::sort(order_.begin(), order_.end(),
              [&](std::size_t a, std::size_t b) { return moment.value[a] < moment.value[b]; });
    const std::size_t low = order_[(order_.size() - 1) / 2], high = order_[order_.size() / 2];
    out.weight.assign(moment.value.size(), 0.0);
    out.weight[low] += 0.5;
    out.weight[high] += 0.5;
    out.value = moment.value[low] + (moment.value[high] - moment.value[low]) / 2;
  }

 private:
  std::vector<std::size_t> order_;
};

namespace methods {

struct Median : Method<MedianFuser> {
  static constexpr std::string_view summary = "the median of all readings";
};

}  // namespace methods
}  // namespace heed::scenarios

#pragma once
#include "heed/core/parallel.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// From the lowest to the highest opinion, max_i x_i - min_i x_i. `undefined` without agents. O(N).
struct Spread {
  static constexpr std::string_view summary = "highest minus lowest opinion";
  static constexpr std::string_view long_name = "range of opinion over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    const auto x = seen.on(topic);
    if (x.empty()) return undefined;
    return largest(
               x.size(), [&](std::size_t i) { return x[i]; }, x[0]) +
           largest(
               x.size(), [&](std::size_t i) { return -x[i]; }, -x[0]);
  }
};

}  // namespace heed::observables

#pragma once
#include "heed/observe/moments.hpp"
#include "heed/observe/observation.hpp"

#include <cmath>

namespace heed::observables {

/// |Σ_i x_i / N|: the order parameter of models with opinions -1 and 1. Its susceptibility and Binder
/// cumulant are taken over steps or runs. `undefined` without agents. O(N).
struct Magnetization {
  static constexpr std::string_view summary = "|mean opinion|: the order parameter of opinions -1 and 1";
  static constexpr std::string_view long_name = "absolute value of the mean opinion";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    return std::abs(mean(seen.on(topic)));
  }
};

}  // namespace heed::observables

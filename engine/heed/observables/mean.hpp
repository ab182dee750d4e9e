#pragma once
#include "heed/observe/moments.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// The mean opinion, Σ_i x_i / N. `undefined` without agents. O(N).
struct Mean {
  static constexpr std::string_view summary = "mean opinion";
  static constexpr std::string_view long_name = "mean of opinion over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const { return mean(seen.on(topic)); }
};

}  // namespace heed::observables

#pragma once
#include "heed/core/parallel.hpp"
#include "heed/observe/displacement.hpp"

namespace heed::observables {

/// How far the agent moved that moved furthest in the last step, max_i |x_i - before_i|, Euclidean over
/// topics; at rest it is 0. `undefined` without agents. O(N K).
struct MaxDisplacement {
  static constexpr std::string_view summary = "largest distance moved in the last step";
  static constexpr std::string_view long_name = "largest change of opinion in one step over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const {
    if (seen.agents() == 0) return undefined;
    return largest(seen.agents(), [&](std::size_t i) { return displacement(seen, i); });
  }
};

}  // namespace heed::observables

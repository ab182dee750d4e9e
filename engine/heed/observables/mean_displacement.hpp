#pragma once
#include "heed/core/parallel.hpp"
#include "heed/observe/displacement.hpp"

namespace heed::observables {

/// How far agents moved in the last step on average, Σ_i |x_i - before_i| / N, Euclidean over topics.
/// `undefined` without agents. O(N K). Same bits for any number of threads.
struct MeanDisplacement {
  static constexpr std::string_view summary = "mean distance moved in the last step";
  static constexpr std::string_view long_name = "mean change of opinion in one step over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const {
    const std::size_t n = seen.agents();
    if (n == 0) return undefined;
    return sum(n, [&](std::size_t i) { return displacement(seen, i); }) / static_cast<double>(n);
  }
};

}  // namespace heed::observables

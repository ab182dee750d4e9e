#pragma once
#include "heed/core/parallel.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// The mean distance between two agents, 2/(N(N-1)) Σ_{i<j} |x_i - x_j|. `undefined` for fewer than two
/// agents.
///
/// The gap above the k lowest opinions lies between k (N - k) pairs, so the sum goes over gaps: no
/// difference of large numbers. O(N log N). Same bits for any number of threads.
struct MeanPairwiseDistance {
  static constexpr std::string_view summary = "mean distance between the opinions of two agents";
  static constexpr std::string_view long_name = "mean absolute difference of opinion over pairs of agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    const auto x = seen.sorted(topic);
    if (x.size() < 2) return undefined;
    const auto n = static_cast<double>(x.size());
    const double total = sum(x.size() - 1, [&](std::size_t i) {
      const auto below = static_cast<double>(i + 1);
      return (x[i + 1] - x[i]) * below * (n - below);
    });
    return 2 * total / (n * (n - 1));
  }
};

}  // namespace heed::observables

#pragma once
#include "heed/observe/moments.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// The variance of opinion, Σ_i (x_i - mean)² / N. `undefined` without agents. O(N).
struct Variance {
  static constexpr std::string_view summary = "variance of opinion";
  static constexpr std::string_view long_name = "variance of opinion over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    return sum_of_squares(seen.on(topic)) / static_cast<double>(seen.agents());
  }
};

}  // namespace heed::observables

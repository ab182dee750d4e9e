#pragma once
#include "heed/observe/moments.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// Polarization, Σ_i (x_i - mean)²: N times the variance. `undefined` without agents. O(N).
/// Musco, Musco, Tsourakakis 2018 (minimizing polarization and disagreement), definition of P.
struct Polarization {
  static constexpr std::string_view summary = "sum of squares about the mean opinion";
  static constexpr std::string_view long_name = "sum of squared deviations of opinion over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    return sum_of_squares(seen.on(topic));
  }
};

}  // namespace heed::observables

#pragma once
#include "heed/observables/disagreement.hpp"
#include "heed/observables/polarization.hpp"

namespace heed::observables {

/// The polarization-disagreement index, Σ_i (x_i - mean)² + Σ w_ij (x_i - x_j)², the second over undirected
/// ties. At the equilibrium z = (I + L)⁻¹ s of Friedkin and Johnsen it is s·z for centred s. `undefined`
/// without agents. O(N + E). Same bits for any number of threads.
/// Musco, Musco, Tsourakakis 2018 (minimizing polarization and disagreement).
struct PolarizationDisagreement {
  static constexpr std::string_view summary = "polarization plus disagreement";
  static constexpr std::string_view long_name = "polarization-disagreement index of opinion";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    return Polarization{}(seen, topic) + Disagreement{}(seen, topic);
  }
};

}  // namespace heed::observables

#pragma once
#include "heed/core/fields.hpp"
#include "heed/observe/groups.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// The number of clusters, each counted by its size: 1 / Σ_c (N_c / N)², which is K for K equal clusters and
/// near 1 when nearly all are in one. `undefined` without agents and when an opinion is NaN. O(N log N).
/// Laakso, Taagepera 1979 (effective number of parties).
struct EffectiveClusters {
  static constexpr std::string_view summary = "number of clusters of opinion, weighted by size";
  static constexpr std::string_view long_name = "inverse of the sum of squared cluster shares";
  static constexpr std::string_view units = "1";
  double gap = default_gap;

  void fields(Fields& f) {
    f("gap", gap, at_least(0), "neighbouring opinions further apart are a new cluster");
  }

  double operator()(const Observation& seen, std::size_t topic) const {
    const auto groups = opinion_groups(seen.sorted(topic), gap);
    if (groups.empty()) return undefined;
    const auto n = static_cast<double>(seen.agents());
    double squares = 0;
    for (const OpinionGroup& g : groups)
      squares += static_cast<double>(g.agents) / n * (static_cast<double>(g.agents) / n);
    return 1 / squares;
  }
};

}  // namespace heed::observables

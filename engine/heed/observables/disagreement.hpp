#pragma once
#include "heed/core/parallel.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// Disagreement along ties, Σ w_ij (x_i - x_j)² over undirected ties: xᵀ L x.
///
/// Half the sum over directed ties: a graph that holds each undirected tie both ways counts it once, and a
/// tie heard one way only counts half. 0 without ties. O(N + E). Same bits for any number of threads.
/// Musco, Musco, Tsourakakis 2018 (minimizing polarization and disagreement), definition of D.
struct Disagreement {
  static constexpr std::string_view summary = "sum of squared differences of opinion over ties";
  static constexpr std::string_view long_name = "weighted sum of squared differences of opinion over ties";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    const auto x = seen.on(topic);
    const Graph& graph = seen.graph();
    return sum(x.size(), [&](std::size_t i) {
      double row = 0;
      Edge e = graph.first(static_cast<Agent>(i));
      for (const Agent j : graph.hears(static_cast<Agent>(i))) {
        const double d = x[i] - x[static_cast<std::size_t>(j)];
        row += graph.weight(e++) * d * d;
      }
      return row / 2;
    });
  }
};

}  // namespace heed::observables

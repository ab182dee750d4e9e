#pragma once
#include "heed/core/parallel.hpp"
#include "heed/observe/moments.hpp"
#include "heed/observe/observation.hpp"

#include <cmath>
#include <vector>

namespace heed::observables {

/// Pearson's correlation of x_i with Σ_j w_ij x_j / Σ_j w_ij, the mean opinion agent i hears, over agents
/// that hear someone; -1 … 1, and near 1 in echo chambers.
///
/// What an agent hears from itself does not count. `undefined` when fewer than two hear someone and when
/// either side is constant (to a relative 1e-14, which is rounding alone). O(N + E). Same bits for any number
/// of threads.
/// Cinelli et al. 2021 (the echo chamber effect on social media), the plane of leaning and neighbours'
/// leaning.
struct NeighbourCorrelation {
  static constexpr std::string_view summary = "correlation of opinion with the mean opinion heard";
  static constexpr std::string_view long_name =
      "correlation of opinion with the mean opinion heard over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    // Pass 1: opinions about their mean, and what each hears of them; NaN for who hears no one.
    const auto x = seen.on(topic);
    const double centre = mean(x);
    std::vector<double> heard(x.size());
    for_each_index(x.size(), [&](std::size_t i) { heard[i] = mean_heard(seen.graph(), x, centre, i); });
    // Pass 2: those who hear someone.
    std::vector<double> own, others;
    for (std::size_t i = 0; i < x.size(); ++i)
      if (!std::isnan(heard[i])) {
        own.push_back(x[i] - centre);
        others.push_back(heard[i]);
      }
    return own.size() < 2 ? undefined : pearson(own, others);
  }

 private:
  static double mean_heard(const Graph& graph, std::span<const double> x, double centre, std::size_t i) {
    double weights = 0, total = 0;
    Edge e = graph.first(static_cast<Agent>(i));
    for (const Agent j : graph.hears(static_cast<Agent>(i))) {
      const double w = graph.weight(e++);
      if (j == static_cast<Agent>(i)) continue;
      weights += w;
      total += w * (x[static_cast<std::size_t>(j)] - centre);
    }
    return weights > 0 ? total / weights : undefined;
  }

  static double pearson(std::span<const double> a, std::span<const double> b) {
    const double mean_a = mean(a), mean_b = mean(b);
    const Sums<3> sums = sum<Sums<3>>(a.size(), [&](std::size_t i) {
      const double u = a[i] - mean_a, v = b[i] - mean_b;
      return Sums<3>{{u * u, v * v, u * v}};
    });
    const double aa = sums.of[0], bb = sums.of[1], ab = sums.of[2];
    if (!(aa > 0) || !(bb > 1e-28 * aa)) return undefined;
    return ab / std::sqrt(aa) / std::sqrt(bb);
  }
};

}  // namespace heed::observables

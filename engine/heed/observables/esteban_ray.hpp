#pragma once
#include "heed/core/fields.hpp"
#include "heed/observe/groups.hpp"
#include "heed/observe/observation.hpp"

#include <cmath>
#include <vector>

namespace heed::observables {

/// Polarization by identity and alienation, Σ_ij p_i^(1+alpha) p_j |y_i - y_j| over groups with share p and
/// mean opinion y; two equal camps at distance D give 2^-(1+alpha) D.
///
/// Opinions with no gap above `gap` between them are one group, so that an even spread is one group and gives
/// 0. The sum goes over the gaps between neighbouring groups: no difference of large numbers. `undefined`
/// without agents and when an opinion is NaN. O(N log N).
/// Esteban, Ray 1994 (on the measurement of polarization), theorem 1, with K = 1.
struct EstebanRay {
  static constexpr std::string_view summary = "polarization between groups of like opinion";
  static constexpr std::string_view long_name = "Esteban-Ray polarization of opinion";
  static constexpr std::string_view units = "1";
  double alpha = 1;
  double gap = default_gap;

  void fields(Fields& f) {
    Range range = between(0, 1.6);
    range.low_open = true;
    f("alpha", alpha, range, "how much more a member of a large group counts");
    f("gap", gap, at_least(0), "neighbouring opinions further apart are in different groups");
  }

  double operator()(const Observation& seen, std::size_t topic) const {
    const auto groups = opinion_groups(seen.sorted(topic), gap);
    if (groups.empty()) return undefined;
    // Shares and their powers up to each group; the last are the totals.
    std::vector<double> share, power;
    double shares = 0, powers = 0;
    for (const OpinionGroup& g : groups) {
      const double p = static_cast<double>(g.agents) / static_cast<double>(seen.agents());
      share.push_back(shares += p);
      power.push_back(powers += std::pow(p, 1 + alpha));
    }
    double total = 0;
    for (std::size_t k = 0; k + 1 < groups.size(); ++k)
      total += (groups[k + 1].mean - groups[k].mean) *
               (power[k] * (shares - share[k]) + (powers - power[k]) * share[k]);
    return total;
  }
};

}  // namespace heed::observables

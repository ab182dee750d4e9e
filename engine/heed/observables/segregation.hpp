#pragma once
#include "heed/observe/attention_mean.hpp"

namespace heed::observables {

/// How much less attention goes to other communities than the ties alone would send there: 1 - chi / chi_inf,
/// with chi the cross-community share and chi_inf what it is when each agent heeds all it hears alike.
///
/// 0 when attention is blind to community, 1 when none crosses, below 0 when it seeks the others. Agents
/// count as in the cross-community share. `undefined` without communities, without attention, and where no
/// one hears another community. O(E).
struct Segregation {
  static constexpr std::string_view summary = "attention kept from other communities, beyond the ties";
  static constexpr std::string_view long_name =
      "one minus the cross-community share of attention relative to uniform attention";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const {
    // Both are means over the same agents, whose number cancels.
    const double cross = seen.sum_over_rows(
        [&](const AttentionRow& row) { return cross_share(seen.network(), row).attention; });
    const double equal =
        seen.sum_over_rows([&](const AttentionRow& row) { return cross_share(seen.network(), row).equal; });
    return equal > 0 ? 1 - cross / equal : undefined;
  }
};

}  // namespace heed::observables

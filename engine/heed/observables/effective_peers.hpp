#pragma once
#include "heed/observe/attention_mean.hpp"

#include <cmath>

namespace heed::observables {

/// How many an agent heeds in effect, by entropy: the mean of e^{H_i} with H_i = -Σ_j a_ij ln a_ij, over
/// agents that hear someone; k when each heeds k alike. `undefined` when no one hears anyone. O(E). Hill 1973
/// (diversity and evenness), order 1.
struct EffectivePeers {
  static constexpr std::string_view summary = "number of peers heeded in effect, e^entropy";
  static constexpr std::string_view long_name =
      "mean exponential of the entropy of attention over agents that hear someone";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const {
    return mean_over_rows(
        seen, [](const AttentionRow& row) { return !row.heard.empty(); },
        [](const AttentionRow& row) { return std::exp(entropy(row)); });
  }
};

}  // namespace heed::observables

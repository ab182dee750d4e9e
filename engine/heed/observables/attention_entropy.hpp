#pragma once
#include "heed/observe/attention_mean.hpp"

namespace heed::observables {

/// The mean entropy of attention, H_i = -Σ_j a_ij ln a_ij in nats, over agents that hear someone; ln k when
/// each heeds k alike, 0 when each heeds one. `undefined` when no one hears anyone. O(E).
struct AttentionEntropy {
  static constexpr std::string_view summary = "mean entropy of attention, in nats";
  static constexpr std::string_view long_name = "mean entropy of attention over agents that hear someone";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const {
    return mean_over_rows(
        seen, [](const AttentionRow& row) { return !row.heard.empty(); }, entropy);
  }
};

}  // namespace heed::observables

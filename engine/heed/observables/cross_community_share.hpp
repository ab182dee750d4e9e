#pragma once
#include "heed/observe/attention_mean.hpp"

namespace heed::observables {

/// How much attention goes to other communities: the mean over agents of Σ_{j: c_j ≠ c_i} a_ij; 0 … 1.
///
/// Attention to agents of unknown community is left out and the rest made to sum to 1; an agent that hears no
/// one, or is of unknown community, is not counted. `undefined` without communities and without attention.
/// Two groups whose members attend alike: (1 - λ₂) / 2, with λ₂ the second eigenvalue of the attention. O(E).
struct CrossCommunityShare {
  static constexpr std::string_view summary = "share of attention to other communities";
  static constexpr std::string_view long_name = "mean share of attention to other communities over agents";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const {
    const auto share = [&](const AttentionRow& row) { return cross_share(seen.network(), row); };
    return mean_over_rows(
        seen, [&](const AttentionRow& row) { return share(row).counts; },
        [&](const AttentionRow& row) { return share(row).attention; });
  }
};

}  // namespace heed::observables

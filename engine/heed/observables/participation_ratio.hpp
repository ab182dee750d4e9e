#pragma once
#include "heed/observe/attention_mean.hpp"

namespace heed::observables {

/// How many an agent heeds in effect, by squares: the mean of 1 / Σ_j a_ij², over agents that hear someone; k
/// when each heeds k alike, and never more than the effective peers by entropy. `undefined` when no one hears
/// anyone. O(E).
/// Hill 1973 (diversity and evenness), order 2.
struct ParticipationRatio {
  static constexpr std::string_view summary = "number of peers heeded in effect, 1 / sum of squared weights";
  static constexpr std::string_view long_name =
      "mean participation ratio of attention over agents that hear someone";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const {
    return mean_over_rows(
        seen, [](const AttentionRow& row) { return !row.heard.empty(); },
        [](const AttentionRow& row) {
          double squares = 0;
          for (const double a : row.weight) squares += a * a;
          return 1 / squares;
        });
  }
};

}  // namespace heed::observables

#pragma once
#include "heed/observe/attention_mean.hpp"

#include <cmath>

namespace heed::observables {

/// The mean entropy of attention relative to an equal split, H_i / ln k_i, over agents that hear k_i of at
/// least two; 1 when each heeds all alike, 0 when each heeds one. `undefined` when no one hears two. O(E).
struct RelativeEntropy {
  static constexpr std::string_view summary = "mean entropy of attention, relative to heeding all alike";
  static constexpr std::string_view long_name =
      "mean entropy of attention relative to its maximum over agents that hear at least two";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const {
    return mean_over_rows(
        seen, [](const AttentionRow& row) { return row.heard.size() >= 2; },
        [](const AttentionRow& row) {
          return entropy(row) / std::log(static_cast<double>(row.heard.size()));
        });
  }
};

}  // namespace heed::observables

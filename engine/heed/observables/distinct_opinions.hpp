#pragma once
#include "heed/observe/observation.hpp"

#include <cmath>

namespace heed::observables {

/// How many different opinions there are, compared exactly: for models in which opinions are taken over. For
/// those that drift see `clusters`. `undefined` without agents and when an opinion is NaN. O(N log N).
struct DistinctOpinions {
  static constexpr std::string_view summary = "number of different opinions";
  static constexpr std::string_view long_name = "number of different opinions";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen, std::size_t topic) const {
    const auto sorted = seen.sorted(topic);
    double count = sorted.empty() ? undefined : 1;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (std::isnan(sorted[i])) return undefined;
      if (i > 0) count += sorted[i] != sorted[i - 1];
    }
    return count;
  }
};

}  // namespace heed::observables

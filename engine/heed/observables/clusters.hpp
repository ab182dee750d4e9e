#pragma once
#include "heed/core/fields.hpp"
#include "heed/observe/groups.hpp"
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// The number of clusters: one more than the gaps above `gap` between neighbouring opinions. `undefined`
/// without agents and when an opinion is NaN. O(N log N).
struct Clusters {
  static constexpr std::string_view summary = "number of clusters of opinion";
  static constexpr std::string_view long_name = "number of clusters of opinion";
  static constexpr std::string_view units = "1";
  double gap = default_gap;

  void fields(Fields& f) {
    f("gap", gap, at_least(0), "neighbouring opinions further apart are a new cluster");
  }

  double operator()(const Observation& seen, std::size_t topic) const {
    const auto groups = opinion_groups(seen.sorted(topic), gap);
    return groups.empty() ? undefined : static_cast<double>(groups.size());
  }
};

}  // namespace heed::observables

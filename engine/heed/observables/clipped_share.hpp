#pragma once
#include "heed/observe/observation.hpp"

namespace heed::observables {

/// Moves of the last step that were cut off at a bound of the model (`attraction_repulsion`, `backfire`), per
/// agent; with mutual meetings an agent can be moved more than once. 0 where nothing bounds, and at the
/// start. O(1).
struct ClippedShare {
  static constexpr std::string_view summary = "moves cut off at a bound of opinion, per agent";
  static constexpr std::string_view long_name =
      "moves of the last step cut off at a bound of opinion, per agent";
  static constexpr std::string_view units = "1";

  double operator()(const Observation& seen) const { return seen.cut_moves(); }
};

}  // namespace heed::observables

#pragma once
#include "heed/predict/law.hpp"

namespace heed::theory {

/// The means of all within a bound R. From a uniform start on a range L the pattern of wavelength 2.290 R
/// grows fastest, so about L / 2.29 R clusters, a rule that gives too many on short ranges; all agree from R
/// = 0.2 L on where everyone is within reach and N is large, 0.213 L at N = 1000 (Fortunato 2005: 0.2, and
/// 0.5 on sparse graphs). Evenly spaced: with gaps of R exactly 2 ⌊n / 6⌋ clusters of three and one of the
/// rest, frozen after 5 n / 6 steps and a few (Hegarty and Wedin 2016); many agents on L end in one cluster
/// up to L = 5.23 R, in three up to 5.67 R, and in one again up to 6.84 R (Lorenz 2006).
struct BoundedConfidence {
  static constexpr std::string_view summary = "how many clusters bounded confidence leaves";
  static constexpr std::string_view source =
      "Wang, Li, E, Chazelle 2017; Hegarty and Wedin 2016; Fortunato 2005";

  Answer operator()(const Case& c) const;
};

}  // namespace heed::theory

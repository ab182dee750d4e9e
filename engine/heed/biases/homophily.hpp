#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

namespace heed::biases {

/// One's own kind: b = strength within a community, 0 between.
struct Homophily {
  static constexpr std::string_view summary = "strength for one's own community";

  double strength = 1;

  void fields(Fields& f) {
    f("strength", strength, any(), "added to the logit of those of the same community");
  }
  double operator()(const TieFacts& t) const {
    return t.hearer_community >= 0 && t.hearer_community == t.heard_community ? strength : 0.0;
  }
};

}  // namespace heed::biases

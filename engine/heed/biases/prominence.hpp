#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

#include <algorithm>
#include <cmath>

namespace heed::biases {

/// Fame: b = strength · ln d with d the number of agents that hear the heard, so that weights go as
/// d^strength.
struct Prominence {
  static constexpr std::string_view summary = "strength times the log of how many hear the heard";

  double strength = 1;

  void fields(Fields& f) {
    f("strength", strength, any(), "exponent of the number of hearers in the weight");
  }
  double operator()(const TieFacts& t) const {
    return strength * std::log(static_cast<double>(std::max<Edge>(1, t.heard_by)));
  }
};

}  // namespace heed::biases

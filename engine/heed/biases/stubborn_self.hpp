#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

namespace heed::biases {

/// Self-regard: b = strength for oneself, 0 for others. Needs a self-tie: `attention.self_ties = "add"`.
struct StubbornSelf {
  static constexpr std::string_view summary = "strength for oneself";

  double strength = 1;

  void fields(Fields& f) { f("strength", strength, any(), "added to the logit of the agent itself"); }
  double operator()(const TieFacts& t) const { return t.hearer == t.heard ? strength : 0.0; }
};

}  // namespace heed::biases

#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

namespace heed::biases {

/// Closeness on the graph: b = -decay · hops, so that each tie further costs a factor exp(-decay).
struct Hops {
  static constexpr std::string_view summary = "-decay for each tie between the two";

  double decay = 1;

  void fields(Fields& f) { f("decay", decay, any(), "what each tie between the two takes from the logit"); }
  double operator()(const TieFacts& t) const { return -decay * t.hops; }
};

}  // namespace heed::biases

#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

namespace heed::masks {

/// Limited attention: of those the other masks allow, only the k with the largest logits; ties go to the
/// lower agent.
struct TopK {
  static constexpr std::string_view summary = "of those allowed, the k heeded most";

  std::int64_t count = 10;

  void fields(Fields& f) { f("count", count, at_least(1), "k: how many an agent can heed at once"); }
  std::int64_t keeps() const { return count; }
};

}  // namespace heed::masks

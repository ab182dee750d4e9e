#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

namespace heed::masks {

/// Those at most k ties away: friends, friends of friends, …
struct Hops {
  static constexpr std::string_view summary = "those at most k ties away";
  static constexpr bool everyone = false;

  std::int64_t count = 2;

  void fields(Fields& f) {
    f("count", count, between(1, 100), "k: ties between the hearer and the furthest it may heed");
  }
  int hops() const { return static_cast<int>(count); }
};

}  // namespace heed::masks

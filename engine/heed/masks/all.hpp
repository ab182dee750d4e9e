#pragma once
#include "heed/attention/score.hpp"

namespace heed::masks {

/// Everyone, whatever the graph; no N × N array is ever made.
struct All {
  static constexpr std::string_view summary = "everyone";
  static constexpr bool everyone = true;
  int hops() const { return 1; }
};

}  // namespace heed::masks

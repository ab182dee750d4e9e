#pragma once
#include "heed/attention/score.hpp"

namespace heed::masks {

/// Those the graph says an agent hears.
struct Neighbours {
  static constexpr std::string_view summary = "those heard on the graph";
  static constexpr bool everyone = false;
  int hops() const { return 1; }
};

}  // namespace heed::masks

#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// A ring in which each tie, with probability `rewire`, keeps one end and moves the other to an agent drawn
/// at random: N degree / 2 ties, both ways.
struct WattsStrogatz {
  static constexpr std::string_view summary = "a small world: a ring with some ties moved at random";

  std::int64_t agents = 1000;
  std::int64_t degree = 20;
  double rewire = 0.1;

  void fields(Fields& f);
  Size size() const {
    return {static_cast<double>(agents), static_cast<double>(agents) * static_cast<double>(degree)};
  }

  /// O(E) expected. Watts and Strogatz 1998: ties to the nearest first, lap by lap; a tie never moves to its
  /// own agent or onto another tie, and stays where its agent is tied to all. Throws Error (data) when degree
  /// is odd or not below agents.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs

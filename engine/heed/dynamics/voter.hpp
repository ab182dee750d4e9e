#pragma once
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// Each agent takes over the opinion of one of those it hears, all alike (Clifford and Sudbury 1973; Holley
/// and Liggett 1975). On a graph heard both ways all end at an opinion with the probability of the degrees of
/// those who held it, under synchronous moves and gossip.
struct Voter {
  static constexpr std::string_view summary = "take over the opinion of one of those heard";
  static constexpr Turns turns = Turns::gossip;
  static constexpr std::string_view not_mutual = "two that take over each other's opinion only trade places";

  static std::vector<std::string> settles() { return {"score", "temperature", "mode"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const { draw_alike(attention); }
};

}  // namespace heed::dynamics

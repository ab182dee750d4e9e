#pragma once
#include "heed/attention/score.hpp"

namespace heed::scores {

/// Nearness: s = -|q - k|. With sampling and T = E / ln 2 this is the interaction probability 2^(-d/E) of
/// Axelrod, Daymude and Forrest 2021.
struct Distance {
  static constexpr std::string_view summary = "-|q - k|: the near are heeded most";

  template <class V> V operator()(Pair<V> p) const { return -distance(p); }
  ScoreRange range(const Extent& e) const { return {-e.diameter, 0}; }
};

}  // namespace heed::scores

#pragma once
#include "heed/attention/score.hpp"

namespace heed::scores {

/// Everyone alike: s = 0, so that those heeded are averaged. Hegselmann and Krause 2002, eq. 2.1, under mask
/// `bounded`.
struct Uniform {
  static constexpr std::string_view summary = "0: all alike";

  template <class V> V operator()(Pair<V>) const { return V(0); }
  ScoreRange range(const Extent&) const { return {0, 0}; }
};

}  // namespace heed::scores

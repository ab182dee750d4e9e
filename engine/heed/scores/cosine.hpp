#pragma once
#include "heed/attention/score.hpp"

#include <cmath>

namespace heed::scores {

/// Direction alone: s = q·k / (|q| |k|), and 0 where either is zero.
struct Cosine {
  static constexpr std::string_view summary = "q·k / (|q| |k|): direction counts, strength does not";

  template <class V> V operator()(Pair<V> p) const {
    using std::sqrt;
    const V norms = sqrt(dot_product(p.query, p.query, p.size)) * sqrt(dot_product(p.key, p.key, p.size));
    return norms > V(0) ? dot_product(p.query, p.key, p.size) / norms : V(0);
  }
};

}  // namespace heed::scores

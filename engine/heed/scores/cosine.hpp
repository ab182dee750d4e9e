#pragma once
#include "heed/attention/score.hpp"

#include <cmath>

namespace heed::scores {

/// Direction alone: s = q·k / (|q| |k|), and 0 where either is zero (a product of norms below 1e-37 counts as
/// that).
struct Cosine {
  static constexpr std::string_view summary = "q·k / (|q| |k|): direction counts, strength does not";

  template <class V> V operator()(Pair<V> p) const {
    using std::max, std::sqrt;
    const V norms = sqrt(dot_product(p.query, p.query, p.size)) * sqrt(dot_product(p.key, p.key, p.size));
    return dot_product(p.query, p.key, p.size) / max(norms, V(1e-37));
  }
  ScoreRange range(const Extent&) const { return {-1, 1}; }
};

}  // namespace heed::scores

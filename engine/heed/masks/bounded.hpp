#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

namespace heed::masks {

/// Bounded confidence: only those with |q - k| ≤ ε are heeded (closed bound; Hegselmann and Krause 2002,
/// eq. 2.2).
struct Bounded {
  static constexpr std::string_view summary = "those whose opinion is at most ε away";

  double radius = 0.2;

  void fields(Fields& f) {
    f("radius", radius, at_least(0), "ε: the largest difference of opinion that is heeded");
  }

  template <class V> auto allows(Pair<V> p) const { return distance(p) <= V(radius); }
};

}  // namespace heed::masks

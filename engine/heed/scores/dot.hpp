#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

#include <cmath>

namespace heed::scores {

/// Agreement: s = q·k, or q·k / √K when scaled (Vaswani et al. 2017, eq. 1).
struct Dot {
  static constexpr std::string_view summary = "q·k: those on the same side, and the outspoken, are heeded";

  bool scaled = false;

  void fields(Fields& f) { f("scaled", scaled, any(), "divide by the square root of the number of topics"); }

  template <class V> V operator()(Pair<V> p) const {
    const V s = dot_product(p.query, p.key, p.size);
    return scaled ? s / V(std::sqrt(static_cast<double>(p.size))) : s;
  }
  ScoreRange range(const Extent& e) const {
    const double most = e.norm * e.norm / (scaled ? std::sqrt(static_cast<double>(e.size)) : 1);
    return {-most, most};
  }
};

}  // namespace heed::scores

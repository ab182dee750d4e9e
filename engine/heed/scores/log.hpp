#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

#include <algorithm>
#include <cmath>

namespace heed::scores {

/// Power-law nearness: s = -ln max(|q - k|, ε), so that weights go as distance^(-1/T): the algorithmic bias γ
/// = 1/T of Sîrbu et al. 2019 and the homophily β = 1/T of Baumann et al. 2020.
struct Log {
  static constexpr std::string_view summary = "-ln max(|q - k|, ε): heeding falls as a power of distance";

  double smallest = 1e-4;

  void fields(Fields& f) { f("smallest", smallest, above(0), "ε: nearer than this counts as this near"); }

  template <class V> V operator()(Pair<V> p) const {
    using std::log, std::max;
    return -log(max(distance(p), V(smallest)));
  }
  ScoreRange range(const Extent& e) const {
    return {-std::log(std::max(e.diameter, smallest)), -std::log(smallest)};
  }
};

}  // namespace heed::scores

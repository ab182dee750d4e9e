#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

namespace heed::scores {

/// Likeness: s = -|q - k|² / (2 w²). At T = 1 the weights are a Gaussian of standard deviation w: blurring
/// mean shift (Cheng 1995).
struct Similarity {
  static constexpr std::string_view summary = "-|q - k|² / 2w²: the like-minded are heeded most";

  double width = 1;

  void fields(Fields& f) {
    f("width", width, above(0),
      "w: the difference of opinion at which heeding has fallen by exp(-1/2) when T = 1");
  }

  template <class V> V operator()(Pair<V> p) const { return squared_distance(p) * V(-0.5 / (width * width)); }
  ScoreRange range(const Extent& e) const { return {-0.5 * e.diameter * e.diameter / (width * width), 0}; }
};

}  // namespace heed::scores

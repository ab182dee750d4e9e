#pragma once
#include "heed/attention/score.hpp"
#include "heed/core/fields.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace heed::scores {

/// A soft bound of confidence: s = -ln(1 + exp(γ (|q - k|² - ε²))), so that at T = 1 the weights go as
/// 1 / (1 + exp(γ (d² - ε²))): all alike for γ → 0 (Taylor 1968), those within ε for γ → ∞ (Hegselmann and
/// Krause 2002). Brooks, Chodrow and Porter 2024.
struct Sigmoid {
  static constexpr std::string_view summary = "-ln(1 + exp(γ (|q - k|² - ε²))): a soft bound of confidence";

  double radius = 0.5, steepness = 10;

  void fields(Fields& f) {
    f("radius", radius, at_least(0), "ε: the difference of opinion at which heeding has fallen by half");
    f("steepness", steepness, at_least(0),
      "γ: how sharp the bound is, per square of opinion; 0 heeds all alike");
  }

  template <class V> V operator()(Pair<V> p) const {
    using std::abs, std::exp2, std::log, std::max;
    const V z = (squared_distance(p) - V(radius * radius)) * V(steepness);
    return -(max(z, V(0)) + log(V(1) + exp2(abs(z) * V(-std::numbers::log2e))));
  }
  ScoreRange range(const Extent& e) const {
    const auto at = [this](double squared) {
      const double z = steepness * (squared - radius * radius);
      return -(std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z))));
    };
    return {at(e.diameter * e.diameter), at(0)};
  }
};

}  // namespace heed::scores

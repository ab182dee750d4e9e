#pragma once
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

#include <algorithm>
#include <cmath>

namespace heed::laws {

/// A power law: density ∝ a^(-γ) on [low, high]. Activities of people online have γ near 2.1 on [0.01, 1]
/// (Perra, Gonçalves, Pastor-Satorras and Vespignani 2012; Baumann et al. 2020).
struct Power {
  static constexpr std::string_view summary = "a power law, density ∝ a^(-exponent) on [low, high]";

  double exponent = 2.1, low = 0.01, high = 1;

  void fields(Fields& f) {
    f("exponent", exponent, any(), "γ: how fast large numbers become rare; 0 is uniform");
    f("low", low, above(0), "the smallest number");
    f("high", high, above(0), "the largest number");
    f.require("high", high >= low, "'high' must not be below 'low'");
  }
  double draw(const Subject&, Stream& stream) const { return quantile(stream.uniform()); }
  /// The number below which a share u of the law lies, 0 ≤ u ≤ 1.
  double quantile(double u) const {
    const double span = std::log(high / low), power = 1 - exponent;
    // a = low (1 + u ((high / low)^power - 1))^(1 / power), in logarithms so that it holds near power = 0.
    if (std::abs(power) * span < 1e-12) return std::min(high, low * std::exp(u * span));
    return std::min(high, low * std::exp(std::log1p(u * std::expm1(power * span)) / power));
  }
};

}  // namespace heed::laws

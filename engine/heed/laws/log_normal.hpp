#pragma once
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

#include <cmath>

namespace heed::laws {

/// exp of a normal: median · e^(sigma ξ). Always above 0, so it suits temperatures.
struct LogNormal {
  static constexpr std::string_view summary = "median · exp(sigma ξ), ξ standard normal";

  double median = 1, sigma = 0.5;

  void fields(Fields& f) {
    f("median", median, above(0), "half of the agents lie below this");
    f("sigma", sigma, at_least(0), "standard deviation of the logarithm");
  }
  double draw(const Subject&, Stream& stream) const { return median * std::exp(sigma * stream.normal()); }
};

}  // namespace heed::laws

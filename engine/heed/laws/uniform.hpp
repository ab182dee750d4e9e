#pragma once
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

namespace heed::laws {

/// Uniform on [low, high).
struct Uniform {
  static constexpr std::string_view summary = "uniform on [low, high)";

  double low = -1, high = 1;

  void fields(Fields& f) {
    f("low", low, any(), "lower end");
    f("high", high, any(), "upper end");
    f.require("high", high >= low, "'high' must not be below 'low'");
  }
  double draw(const Subject&, Stream& stream) const { return stream.uniform(low, high); }
};

}  // namespace heed::laws

#pragma once
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

namespace heed::laws {

/// Normal with the given mean and standard deviation.
struct Normal {
  static constexpr std::string_view summary = "normal with a mean and a standard deviation";

  double mean = 0, sd = 1;

  void fields(Fields& f) {
    f("mean", mean, any(), "mean");
    f("sd", sd, at_least(0), "standard deviation");
  }
  double draw(const Subject&, Stream& stream) const { return mean + sd * stream.normal(); }
};

}  // namespace heed::laws

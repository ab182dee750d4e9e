#pragma once
#include "heed/attention/temperature.hpp"
#include "heed/core/fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace heed::temperatures {

/// From one temperature to another between two steps, evenly in T or in ln T; constant before and after.
struct Ramp {
  static constexpr std::string_view summary = "from one temperature to another between two steps";

  enum class Scale { linear, log };
  double from = 1, to = 0.1;
  std::int64_t first = 0, last = 100;
  Scale scale = Scale::linear;

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 2> words{"linear", "log"};
    f("from", from, above(0), "T up to step `first`");
    f("to", to, above(0), "T from step `last` on");
    f("first", first, at_least(0), "step at which it begins to change");
    f("last", last, at_least(0), "step at which it has arrived");
    f.word("scale", scale, words, "even steps in T, or in ln T");
    f.require("last", last >= first, "'last' must not be before 'first'");
  }
  bool changes_after(std::int64_t step) const { return from != to && last > step; }
  double at(std::int64_t step) const {
    if (step >= last) return to;
    const double part = std::max(0.0, static_cast<double>(step - first) / static_cast<double>(last - first));
    return scale == Scale::linear ? from + part * (to - from) : from * std::pow(to / from, part);
  }
};

}  // namespace heed::temperatures

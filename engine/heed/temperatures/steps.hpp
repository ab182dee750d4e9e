#pragma once
#include "heed/attention/temperature.hpp"
#include "heed/core/fields.hpp"

#include <vector>

namespace heed::temperatures {

/// A temperature from each of several steps on: values[k] from step at[k] up to the next.
struct Steps {
  static constexpr std::string_view summary = "a temperature from each of several steps on";

  std::vector<std::int64_t> starts{0};
  std::vector<double> values{1};

  void fields(Fields& f) {
    f("starts", starts, at_least(0), "steps at which the temperature changes, increasing; the first is 0");
    f("values", values, above(0), "T from each of those steps on");
    bool increasing = !starts.empty() && starts.front() == 0;
    for (std::size_t k = 1; k < starts.size(); ++k) increasing = increasing && starts[k] > starts[k - 1];
    f.require("starts", increasing, "'starts' must begin with 0 and increase");
    f.require("values", values.size() == starts.size(), "'values' must be as many as 'starts'");
  }
  bool changes_after(std::int64_t step) const { return starts.back() > step; }
  double at(std::int64_t step) const {
    std::size_t k = 0;
    while (k + 1 < starts.size() && starts[k + 1] <= step) ++k;
    return values[k];
  }
};

}  // namespace heed::temperatures

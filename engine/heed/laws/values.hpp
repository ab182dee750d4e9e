#pragma once
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

#include <vector>

namespace heed::laws {

/// One of a few values, with the given odds (all alike when none are given).
struct Values {
  static constexpr std::string_view summary = "one of a few values, with odds";

  std::vector<double> values{-1, 1};
  std::vector<double> odds;

  void fields(Fields& f) {
    f("values", values, any(), "the values");
    f("odds", odds, at_least(0), "how often each, relative to the others");
    f.require("values", !values.empty(), "'values' must name at least one");
    f.require("odds", odds.empty() || (odds.size() == values.size() && total() > 0),
              "'odds' must be one for each value, not all 0");
  }
  double draw(const Subject&, Stream& stream) const {
    if (odds.empty()) return values[stream.below(values.size())];
    double left = stream.uniform() * total();
    for (std::size_t v = 0; v + 1 < values.size(); ++v)
      if ((left -= odds[v]) < 0) return values[v];
    return values.back();
  }

 private:
  double total() const {
    double sum = 0;
    for (const double o : odds) sum += o;
    return sum;
  }
};

}  // namespace heed::laws

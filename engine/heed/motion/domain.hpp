#pragma once
#include "heed/core/fields.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace heed {

/// The opinions a model is defined for: any number, those of an interval, or a few values.
struct Domain {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::vector<double> values = {};  ///< where not empty, these alone

  /// Compared as the numbers of the state are, so that 0.1 is 0.1 in float too. An interval says nothing of
  /// NaN, which is found where states are checked to be finite.
  template <class Real> bool holds(Real x) const {
    if (values.empty()) return !(x < static_cast<Real>(low)) && !(x > static_cast<Real>(high));
    return std::any_of(values.begin(), values.end(), [x](double v) { return static_cast<Real>(v) == x; });
  }
  /// "between 0 and 1", "one of -1, 1"
  std::string says() const {
    if (values.empty()) return "between " + to_text(low) + " and " + to_text(high);
    std::string out;
    for (const double v : values) out += (out.empty() ? "one of " : ", ") + to_text(v);
    return out;
  }
};

}  // namespace heed

#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/sensor_fusion/readings.hpp"

namespace heed::scenarios::sensors {

/// Sensors that are drawn: y_i = x + e_i, where x wanders, x(t) = x(t - 1) + walk ξ, and the errors are
/// normal with variances 1 / r_i and one correlation for all pairs.
struct Generated {
  static constexpr std::string_view summary = "drawn: y_i = x + e_i with var e_i = 1 / r_i";

  std::vector<double> reliability{1, 4, 16};
  std::int64_t moments = 1000, calibration = 0, liar = -1;
  double level = 0, walk = 1, correlation = 0, missing = 0, lie = 10;

  void fields(Fields& f);
  /// Throws Error (data) where no errors can be correlated like that.
  std::unique_ptr<Readings> make(std::uint64_t seed) const;
  /// What decides which sensors there are.
  std::string shape() const { return std::to_string(reliability.size()) + " sensors"; }
  /// How many moments there will be.
  std::int64_t known_moments() const { return moments; }
};

}  // namespace heed::scenarios::sensors

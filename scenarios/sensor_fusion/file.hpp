#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/sensor_fusion/readings.hpp"

namespace heed::scenarios::sensors {

/// Sensors of a CSV file, compressed or not, with a header and the columns time, sensor, value, variance: one
/// row for each reading, the rows in the order of their times; rows of one time are one moment. Times are
/// numbers or dates (ISO 8601). A value that is empty or NA is one the sensor did not give.
struct File {
  static constexpr std::string_view summary = "a CSV of time, sensor, value, variance";

  Path file;
  double variance = 0;
  double correlation = 0;
  std::string reference;

  void fields(Fields& f);
  /// Throws Error (data) with file and line where a time goes back, a sensor speaks twice at one time, a
  /// variance is not above 0, or a value or time is not a finite number.
  std::unique_ptr<Readings> make(std::uint64_t seed) const;
  std::string shape() const { return "sensors of '" + file.resolved + "' but '" + reference + "'"; }
  /// Only the file tells.
  std::int64_t known_moments() const { return 0; }
};

}  // namespace heed::scenarios::sensors

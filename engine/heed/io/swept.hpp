#pragma once
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heed {

/// A parameter of a sweep: the values it takes, or the range they are taken from.
struct Swept {
  std::string path;                 ///< "attention.temperature"
  std::string where;                ///< where the file says so
  std::vector<std::string> values;  ///< as TOML; empty when only a range is given
  bool has_range = false;
  double from = 0, to = 1;
  bool log = false;    ///< even steps in the logarithm
  bool whole = false;  ///< rounded to whole numbers

  /// The value at a share of the way, 0 … 1, as TOML.
  std::string at(double share) const;
};

/// The next move where a range has no number of values.
inline constexpr const char* say_how_many = "say how many values: { from = 0.1, to = 10, count = 5 }";

/// Reads what `[sweep.over]` says of one parameter: a list of values, or { from, to, count, scale, whole }.
/// Problems are added.
Swept read_swept(const Setting& over, std::vector<Problem>& problems);

/// A TOML value as a number, if it is one.
std::optional<double> as_number(const std::string& toml);
/// A TOML value as text: without quotes if it is a text.
std::string as_text(const std::string& toml);

}  // namespace heed

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace heed {

/// The unit of `to_seconds` as netCDF readers know it.
inline constexpr std::string_view seconds_unit = "seconds since 1970-01-01";

/// A date, or a date and a time of day, as seconds since 1970-01-01 00:00, leap seconds left out:
/// "2024-02-29", "2024-02-29 06:30", "2024-02-29T06:30:15.5", with or without a "Z" at the end (ISO 8601;
/// other time zones are not read). Nothing where the text is no such date.
std::optional<double> to_seconds(std::string_view text);

/// The date of a moment: "2024-02-29".
std::string to_date(double seconds);

}  // namespace heed

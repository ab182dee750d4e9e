#include "heed/core/calendar.hpp"

#include "heed/core/text_fields.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace heed {
namespace {

/// Takes a whole number of exactly `digits` digits from the front.
std::optional<int> take(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int out = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    out = 10 * out + (c - '0');
  }
  text.remove_prefix(digits);
  return out;
}

bool take(std::string_view& text, std::string_view one_of) {
  if (text.empty() || one_of.find(text.front()) == one_of.npos) return false;
  text.remove_prefix(1);
  return true;
}

/// "06:30", "06:30:15", "06:30:15.5" as seconds of a day.
std::optional<double> time_of_day(std::string_view text) {
  const auto hour = take(text, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = take(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const double seconds = 3600.0 * *hour + 60.0 * *minute;
  if (text.empty()) return seconds;
  if (!take(text, ":")) return std::nullopt;
  const bool plain = text.find_first_not_of("0123456789.") == text.npos;
  const auto rest = plain ? to_number(text) : std::nullopt;
  return rest && *rest < 60 ? std::optional(seconds + *rest) : std::nullopt;
}

}  // namespace

std::optional<double> to_seconds(std::string_view text) {
  const auto year = take(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const double midnight =
      std::chrono::duration<double>(std::chrono::sys_days(date).time_since_epoch()).count();
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.empty()) return midnight;
  if (!take(text, " T")) return std::nullopt;
  const auto time = time_of_day(text);
  return time ? std::optional(midnight + *time) : std::nullopt;
}

std::string to_date(double seconds) {
  const auto day = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::duration<double>>(std::chrono::duration<double>(seconds)));
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

}  // namespace heed

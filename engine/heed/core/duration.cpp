#include "heed/core/duration.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace heed {

std::optional<std::chrono::nanoseconds> duration_of(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, double>, 5> units{
      {{"ms", 1e-3}, {"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}}};
  constexpr double longest = 100 * 365.25 * 86400;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  for (const auto& [unit, seconds] : units)
    if (text == unit && number >= 0 && number * seconds <= longest)
      return std::chrono::nanoseconds(static_cast<std::int64_t>(number * seconds * 1e9));
  return std::nullopt;
}

}  // namespace heed

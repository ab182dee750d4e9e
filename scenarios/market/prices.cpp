#include "scenarios/market/prices.hpp"

#include "heed/core/calendar.hpp"

namespace heed::scenarios {

std::string Prices::day(std::int64_t day) const {
  return date.empty() ? "day " + std::to_string(day) : to_date(date[static_cast<std::size_t>(day)]);
}

}  // namespace heed::scenarios

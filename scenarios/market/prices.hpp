#pragma once
#include "heed/core/matrix.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace heed::scenarios {

/// Prices of N assets over D days, and what is known of the assets.
struct Prices {
  std::vector<std::string> assets;  ///< N names
  Matrix<double> log_price;         ///< (D, N), natural logarithms of prices
  std::vector<double> date;         ///< D: seconds since 1970-01-01, or empty where days are only numbered
  std::vector<std::int32_t> group;  ///< N: a sector, say; -1 where unknown; empty where there are none
  std::vector<std::string> group_names;
  std::vector<std::int32_t> partner;  ///< N: with whom a pair was planted, -1: none; empty where nothing was
  std::vector<std::string> notes;     ///< remarks on the data, such as assets that were left out

  std::size_t count() const { return assets.size(); }
  std::int64_t days() const { return log_price.rows(); }
  /// "2014-02-07", or "day 252".
  std::string day(std::int64_t day) const;
};

}  // namespace heed::scenarios

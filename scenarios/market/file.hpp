#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/market/prices.hpp"

namespace heed::scenarios::prices {

/// What of an asset that has no price on some days.
enum class Gaps { error, drop, carry };

/// Prices of a CSV file, compressed or not: a header `date,NAME,NAME,…` and a row for each day, the rows in
/// the order of their dates.
struct File {
  static constexpr std::string_view summary = "a CSV of date and a price for each asset";

  Path file, groups;
  std::string group_column;
  std::vector<std::string> exclude;
  Gaps gaps = Gaps::error;

  void fields(Fields& f);
  /// Throws Error (data) with file and line where a date goes back or stands twice, a price is not above 0,
  /// or an asset has gaps that are not allowed.
  Prices make(std::uint64_t seed) const;
  std::string shape() const { return "assets of '" + file.resolved + "' but " + join_excluded(); }
  /// Only the file tells.
  std::int64_t known_days() const { return 0; }

 private:
  std::string join_excluded() const;
};

}  // namespace heed::scenarios::prices

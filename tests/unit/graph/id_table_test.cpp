#include "heed/graph/id_table.hpp"

#include <algorithm>
#include <limits>

#include "catch.hpp"

namespace heed {

TEST_CASE("ids are numbered in increasing order, however far apart") {
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  IdTable table;
  for (const std::int64_t id : {highest, std::int64_t{0}, lowest, std::int64_t{7}, highest}) table.insert(id);
  CHECK(table.number() == std::vector<std::int64_t>{lowest, 0, 7, highest});
  CHECK(table[lowest] == 0);
  CHECK(table[7] == 2);
  CHECK(table[highest] == 3);
}

TEST_CASE("a table of ids grows and stays right") {
  IdTable table;
  constexpr std::int64_t count = 50000, step = std::int64_t{1} << 32;
  for (std::int64_t k = count; k-- > 0;) table.insert(k * step);
  const auto ids = table.number();
  REQUIRE(ids.size() == count);
  bool right = true;
  for (std::int64_t k = 0; k < count; ++k)
    right = right && ids[static_cast<std::size_t>(k)] == k * step && table[k * step] == k;
  CHECK(right);
}

TEST_CASE("ids that are chosen to fall together do not") {
  constexpr std::uint64_t inverse = 0xF1DE83E19937733D;  // of the multiplier: their products are 0, 1, 2, …
  static_assert(inverse * 0x9E3779B97F4A7C15u == 1);
  IdTable table;
  constexpr std::uint64_t count = 200000;
  for (std::uint64_t k = 0; k < count; ++k) table.insert(static_cast<std::int64_t>(k * inverse));
  const auto ids = table.number();  // within the time of a test
  CHECK(ids.size() == count);
  CHECK(std::is_sorted(ids.begin(), ids.end()));
}

}  // namespace heed

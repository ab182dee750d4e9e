#include "heed/core/calendar.hpp"

#include "catch.hpp"

using heed::to_date;
using heed::to_seconds;

TEST_CASE("dates are seconds since 1970") {
  CHECK(to_seconds("1970-01-01") == 0);
  CHECK(to_seconds("1969-12-31") == -86400);
  CHECK(to_seconds("2000-02-29") == 951782400);  // date -u -d 2000-02-29 +%s
  CHECK(to_seconds("2024-02-29 06:30") == 1709188200);
  CHECK(to_seconds("2024-02-29T06:30:15.5") == 1709188215.5);
  CHECK(to_seconds("2024-02-29T06:30:15Z") == 1709188215);
}

TEST_CASE("seconds since 1970 are dates") {
  CHECK(to_date(0) == "1970-01-01");
  CHECK(to_date(-0.5) == "1969-12-31");
  CHECK(to_date(951782400 + 86399.5) == "2000-02-29");
}

TEST_CASE("what is no date is none") {
  for (const char* text : {"", "2023-02-29", "2024-13-01", "2024-1-1", "29.02.2024", "2024-02-29 24:00",
                           "2024-02-29 06:60", "2024-02-29 06:30:60", "2024-02-29 06", "2024-02-29x06:30",
                           "2024-02-29 06:30:-1", "2024-02-29T06:30+01:00", "1e3", "nan"})
    CHECK_FALSE(to_seconds(text));
}

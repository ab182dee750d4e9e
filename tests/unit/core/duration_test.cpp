#include "heed/core/duration.hpp"

#include "catch.hpp"

using namespace heed;
using namespace std::chrono_literals;

TEST_CASE("a time span is read as people write it") {
  CHECK(duration_of("10 min") == 10min);
  CHECK(duration_of("90 s") == 90s);
  CHECK(duration_of("90s") == 90s);
  CHECK(duration_of("500 ms") == 500ms);
  CHECK(duration_of("1.5 h") == 90min);
  CHECK(duration_of("2 d") == 48h);
  CHECK(duration_of("0 s") == 0s);
}

TEST_CASE("what is no time span is none") {
  for (const char* text :
       {"", "10", "min", "-1 s", "10 minutes", "1e99 h", "inf s", "nan s", "10 min later"}) {
    INFO(text);
    CHECK_FALSE(duration_of(text).has_value());
  }
}

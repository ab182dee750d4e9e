#include "analysis/table.hpp"

#include <limits>

#include "catch.hpp"

using namespace heed::analysis;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("a table sets numbers to the right, texts to the left, under their names") {
  const Table table{.columns = {{.name = "kind", .left = true}, {.name = "n"}, {.name = "mean"}},
                    .rows = {{"ring", "8", "0.25"}, {"complete", "1000", "-3"}}};
  CHECK(text_table(table).text ==
        "kind         n  mean\n"
        "--------------------\n"
        "ring         8  0.25\n"
        "complete  1000    -3\n");
}

TEST_CASE("a table leaves out the columns of the last groups where there is no room, and names them") {
  const Table table{.columns = {{.name = "temperature"},
                                {.name = "variance", .group = 1},
                                {.name = "sd", .group = 1},
                                {.name = "clusters", .group = 2},
                                {.name = "sd", .group = 2},
                                {.name = "converged"}},
                    .rows = {{"0.1", "0.5", "0.1", "2", "0", "3/4"}}};
  const TextTable narrow = text_table(table, 40);
  CHECK(narrow.text ==
        "temperature  variance   sd  converged\n"
        "-------------------------------------\n"
        "        0.1       0.5  0.1        3/4\n");
  CHECK(narrow.left_out == std::vector<std::string>{"clusters"});
  CHECK(text_table(table, 22).left_out == std::vector<std::string>{"variance", "clusters"});
}

TEST_CASE("no line of a table is longer than the width") {
  const Table table{.columns = {{.name = std::string(60, 'a')}, {.name = "µµµ" + std::string(60, 'b')}},
                    .rows = {{"1", "µ"}}};
  const std::string text = text_table(table, 63).text;
  CHECK(text ==
        std::string(60, 'a') + "  ~\n" + std::string(63, '-') + "\n" + std::string(59, ' ') + "1  ~\n");
}

TEST_CASE("short numbers keep three digits, and all digits of whole numbers below a million") {
  CHECK(short_number(0.123456) == "0.123");
  CHECK(short_number(0.5) == "0.5");
  CHECK(short_number(-0.0) == "0");
  CHECK(short_number(12345.6) == "12346");
  CHECK(short_number(1234567) == "1.23e+06");
  CHECK(short_number(1.5e-9) == "1.5e-09");
  CHECK(short_number(0.123456, 4) == "0.1235");
  CHECK(short_number(missing) == "-");
}

TEST_CASE("a line of CSV reads back as the same numbers and texts") {
  CHECK(csv_line({0.1, missing, 9007199254740991.0, -2.0}) == "0.1,,9007199254740991,-2\n");
  CHECK(csv_line({"plain", "a,b", "say \"so\"", "two\nlines", ""}) ==
        "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\n");
  CHECK(csv_line({"=1+1", "-2", "@a", "\tb"}) == "=1+1,-2,@a,\tb\n");  // data, not formulas
}

TEST_CASE("a missing number is null in JSON, a whole one has no decimals") {
  CHECK(to_json(missing).dump() == "null");
  CHECK(to_json(std::numeric_limits<double>::infinity()).dump() == "null");
  CHECK(to_json(4.0).dump() == "4");
  CHECK(to_json(0.1).dump() == "0.1");
  CHECK(to_json(std::string("ring")).dump() == "\"ring\"");
}

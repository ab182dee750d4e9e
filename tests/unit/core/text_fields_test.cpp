#include "heed/core/text_fields.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/core/temporary_folder.hpp"

namespace heed {
namespace {

using Fields = std::vector<std::string>;

Fields cut(std::string_view line) {
  Fields out;
  REQUIRE(split(line, separator_of(line), out));
  return out;
}

}  // namespace

TEST_CASE("a line is cut at the separator it has") {
  CHECK(cut("a b\t c ") == Fields{"a b", "c"});
  CHECK(cut("  a   b ") == Fields{"a", "b"});
  CHECK(cut("a, b ,c") == Fields{"a", "b", "c"});
  CHECK(cut("a;b,c") == Fields{"a", "b,c"});
  CHECK(cut("New York\tSmith, J") == Fields{"New York", "Smith, J"});
  CHECK(cut("").empty());
}

TEST_CASE("an empty field stays a field between marks") {
  CHECK(cut("a,,c") == Fields{"a", "", "c"});
  CHECK(cut(",b,") == Fields{"", "b", ""});
  CHECK(cut("a\t\tc") == Fields{"a", "", "c"});
}

TEST_CASE("quotes keep separators and doubled quotes") {
  CHECK(cut(R"("a, b","say ""x""",c)") == Fields{"a, b", "say \"x\"", "c"});
  CHECK(cut(R"("a b" "c")") == Fields{"a b", "c"});
  CHECK(cut(R"(O"Neil x)") == Fields{"O\"Neil", "x"});
  CHECK(cut(R"("",x)") == Fields{"", "x"});
}

TEST_CASE("a quote that is open or followed by text is refused") {
  Fields out;
  CHECK_FALSE(split(R"("a,b)", Separator::comma, out));
  CHECK_FALSE(split(R"("a"b,c)", Separator::comma, out));
  CHECK_FALSE(split(R"("a"b c)", Separator::blanks, out));
}

TEST_CASE("a line without a tab in a table of tabs is cut at blanks") {
  Fields out;
  REQUIRE(split("1 2", Separator::tab, out));
  CHECK(out == Fields{"1", "2"});
}

TEST_CASE("words are taken one by one") {
  std::string_view rest = "  one\ttwo ";
  CHECK(next_word(rest) == "one");
  CHECK(next_word(rest) == "two");
  CHECK(next_word(rest).empty());
  CHECK(trimmed(" \ta b ") == "a b");
}

TEST_CASE("whole numbers are read whole or not at all") {
  CHECK(to_integer("-12") == -12);
  CHECK(to_integer("9223372036854775807") == INT64_MAX);
  for (const char* text : {"", "1.0", "1x", " 1", "9223372036854775808"}) CHECK_FALSE(to_integer(text));
}

TEST_CASE("numbers are read whole or not at all") {
  CHECK(to_number("0.1") == 0.1);
  CHECK(to_number("+2e3") == 2000.0);
  CHECK(std::isinf(*to_number("-inf")));
  CHECK(std::isnan(*to_number("nan")));
  CHECK(std::isnan(*to_number("NA")));
  for (const char* text : {"", "1,5", "1 ", "+-1", "1e999"}) CHECK_FALSE(to_number(text));
}

TEST_CASE("rows know their lines, and comments are no rows") {
  const tests::TemporaryFolder folder;
  const auto rows = read_rows(folder.write("a.csv", "# about\n\na,b\r\n1,\"2 3\"\n"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].line == 3);
  CHECK(rows[1].line == 4);
  CHECK(rows[1].fields == Fields{"1", "2 3"});
  const std::string path = folder.write("b.csv", "a,b\n1,\"2\n");
  CHECK(folder.message([&] { read_rows(path); }) ==
        "b.csv:2: a quote is not closed on this line, or text follows it");
}

TEST_CASE("a line of too many fields is refused") {
  const tests::TemporaryFolder folder;
  const std::string line = folder.write("a.csv", std::string(2000000, ','));
  CHECK(folder.message([&] { read_rows(line); }) ==
        "a.csv:1: there are more than 1000000 fields on this line; is this the file that was meant?");
  CHECK(read_rows(folder.write("b.csv", std::string(999999, ',')))[0].fields.size() == 1000000);
}

}  // namespace heed

#include "analysis/chart.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <sstream>

#include "catch.hpp"

using namespace heed::analysis;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> out;
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  return out;
}

const Chart three{.title = "polarization",
                  .x_label = "temperature",
                  .marks = {{0.1, 1, 0.5, 1}, {1, 0.5, 0.25, 0.75}, {10, 0}}};

}  // namespace

TEST_CASE("a chart puts marks at the rows of their values, on bars of their intervals") {
  CHECK(draw_chart(three, {.width = 34, .height = 5}) ==
        "polarization\n"
        "1.0 +  o\n"
        "    |  |           |\n"
        "0.5 +  |           o\n"
        "    |              |\n"
        "0.0 +                          o\n"
        "    +--+-----------+-----------+--\n"
        "      0.1          1          10\n"
        "     temperature (log scale)\n");
}

TEST_CASE("a chart on a UTF-8 terminal has the same shape") {
  const auto plain = lines(draw_chart(three, {.width = 34, .height = 5})),
             drawn = lines(draw_chart(three, {.width = 34, .height = 5, .unicode = true}));
  REQUIRE(plain.size() == drawn.size());
  CHECK(drawn[1] == "1.0 ┤  ●");
  CHECK(drawn[2] == "    │  │           │");
  CHECK(drawn[6] == "    └──┴───────────┴───────────┴──");
}

TEST_CASE("a line goes from the first mark to the last, and stops at a missing one") {
  const Chart line{.title = "variance",
                   .x_label = "time",
                   .marks = {{0, 0}, {10, 1}, {15, missing}, {20, 0}},
                   .form = Chart::Form::line};
  CHECK(draw_chart(line, {.width = 26, .height = 5}) ==
        "variance\n"
        "1.0 +         **\n"
        "    |       ***\n"
        "0.5 +    ***\n"
        "    |  ***\n"
        "0.0 +**                  *\n"
        "    ++---------+---------+\n"
        "     0        10        20\n"
        "     time\n");
}

TEST_CASE("a line in braille has dots at both ends") {
  const Chart line{.title = "", .x_label = "time", .marks = {{0, 0}, {1, 1}}, .form = Chart::Form::line};
  const auto drawn = lines(draw_chart(line, {.width = 30, .height = 3, .unicode = true}));
  // The top row ends and the bottom row begins with a character of braille, U+2801 … U+28FF: E2 A0|A1|A2|A3
  // xx.
  const std::string& top = drawn[1];
  CHECK(top[top.size() - 3] == '\xE2');
  CHECK((top[top.size() - 2] & '\xFC') == '\xA0');
  CHECK(drawn[3].starts_with("0.0 ┤\xE2\xA0"));
}

TEST_CASE("a chart of equal values has them in the middle") {
  const Chart flat{.title = "flat", .x_label = "x", .marks = {{0, 0}, {1, 0}}};
  CHECK(lines(draw_chart(flat, {.width = 30, .height = 5}))[3] == " 0 +  o                    o");
}

TEST_CASE("numbers that differ by rounding only, along and up, or are the largest there are, are drawn") {
  const double near = 0.24909295286111383, most = std::numeric_limits<double>::max();
  for (const Chart::Form form : {Chart::Form::marks, Chart::Form::line})
    for (const std::vector<Mark>& marks :
         {std::vector<Mark>{{1, near}, {std::nextafter(1.0, 2.0), std::nextafter(near, 1)}},
          std::vector<Mark>{{0, -1.7e308}, {1, 1.7e308, -most, most}},
          std::vector<Mark>{{-most, 0}, {0, 1e-310}, {most, 5e-324}},
          std::vector<Mark>{{1e-200, 1}, {1, 2}, {1e200, 3}}}) {
      const std::string text = draw_chart({.title = "t", .x_label = "x", .marks = marks, .form = form},
                                          {.width = 60, .height = 9});
      CHECK(lines(text).size() == 13);
      CHECK(text.find("nan") == std::string::npos);
    }
}

TEST_CASE("a chart without a number is empty") {
  CHECK(draw_chart({.title = "none", .x_label = "x", .marks = {{0, missing}}}, {}).empty());
}

TEST_CASE("words along a chart stand below their marks") {
  const Chart chart{
      .title = "by kind", .x_label = "score", .marks = {{0, 1}, {1, 2}}, .names = {"dot", "cosine"}};
  const auto text = lines(draw_chart(chart, {.width = 30, .height = 4}));
  CHECK(text[6] == "      dot               cosine");
}

TEST_CASE("values are log-spaced when their logarithms are the evenly spaced ones") {
  CHECK(log_spaced(std::array{0.01, 0.1, 1.0, 10.0}));
  CHECK(log_spaced(std::array{0.016, 0.001, 0.004}));
  CHECK(log_spaced(std::array{0.1, 0.2, 0.5, 1.0, 2.0, 5.0}));
  CHECK_FALSE(log_spaced(std::array{0.1, 0.2, 0.3, 0.4}));
  CHECK_FALSE(log_spaced(std::array{1.0, 2.0, 3.0, 5.0}));
  CHECK_FALSE(log_spaced(std::array{0.0, 1.0, 10.0}));
  CHECK_FALSE(log_spaced(std::array{0.1, 10.0}));
}

TEST_CASE("the screen takes its width from COLUMNS and its letters from the locale") {
  setenv("COLUMNS", "123", 1);
  setenv("LC_ALL", "de_DE.UTF-8", 1);
  CHECK(Screen::from_environment(nullptr).width == 123);
  CHECK(Screen::from_environment(nullptr).table_width == 100);
  CHECK(Screen::from_environment(nullptr).unicode);
  setenv("COLUMNS", "wide", 1);
  setenv("LC_ALL", "C", 1);
  CHECK(Screen::from_environment(nullptr).width == 80);
  CHECK(Screen::from_environment(nullptr).table_width == 100);
  CHECK_FALSE(Screen::from_environment(nullptr).unicode);
  setenv("COLUMNS", "20", 1);
  CHECK(Screen::from_environment(nullptr).table_width == 40);
  unsetenv("COLUMNS");
  unsetenv("LC_ALL");
}

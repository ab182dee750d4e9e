#include "analysis/chart_axis.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"

using namespace heed::analysis;

namespace {

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> out;
  for (const Tick& t : ticks) out.push_back(t.label);
  return out;
}

using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("round ticks are multiples of 1, 2 or 5 and enclose the range") {
  CHECK(labels(round_ticks(0, 1, 4)) == Labels{"0.0", "0.5", "1.0"});
  CHECK(labels(round_ticks(0.13, 0.87, 4)) == Labels{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
  CHECK(labels(round_ticks(-30, 170, 4)) == Labels{"-50", "0", "50", "100", "150", "200"});
  CHECK(labels(round_ticks(0.93001, 0.93002, 2)).front() == "0.930010");
  CHECK(labels(round_ticks(0, 4e-9, 2)) == Labels{"0", "2e-09", "4e-09"});
}

TEST_CASE("numbers alike but for rounding, or as far apart as numbers go, have a few ticks around them") {
  const double near = 0.24909295286111383, most = std::numeric_limits<double>::max();
  CHECK(labels(round_ticks(near, std::nextafter(near, 1), 4)) == Labels{"0.22", "0.24", "0.26", "0.28"});
  CHECK(labels(round_ticks(1, std::nextafter(1, 2), 2)) == Labels{"0.9", "1.0", "1.1"});
  CHECK(labels(round_ticks(-1.7e308, 1.7e308, 2)) == Labels{"-1e+300", "0", "1e+300"});
  CHECK(labels(round_ticks(std::nan(""), 1, 2)) == Labels{"0.0", "0.5", "1.0"});
  for (const double low : {-most, -1e300, -0.0, 5e-324, 1e-310, near, 12345678.9, 1e15, most})
    for (const double high : {low, std::nextafter(low, most), low + std::abs(low) * 1e-13})
      for (const std::size_t count : {1U, 4U, 30U}) {
        const std::vector<Tick> ticks = round_ticks(low, high, count);
        CHECK((ticks.size() >= 2 && ticks.size() <= count + 3));
        for (std::size_t k = 1; k < ticks.size(); ++k) CHECK(ticks[k - 1].value < ticks[k].value);
        CHECK((std::isfinite(ticks.front().value) && std::isfinite(ticks.back().value)));
      }
}

TEST_CASE("a scale has both of two numbers in its middle where they differ by rounding only") {
  const Scale apart = scale_over(1, 1 + 1e-9), alike = scale_over(1, 1 + 1e-15), none = scale_over(0, 1e-310);
  CHECK(apart.place(1 + 0.5e-9) == Approx(0.5).epsilon(1e-6));
  CHECK(alike.place(1) == Approx(0.5));
  CHECK(alike.low == Approx(0.9));
  CHECK(none.low == -1);
  CHECK(none.place(1e-310) == Approx(0.5));
  const Scale wide = scale_over(-std::numeric_limits<double>::infinity(), 1.7e308);
  CHECK(wide.place(1.7e308) == 1);
  CHECK(wide.place(-1.7e308) == 0);
  CHECK(wide.place(0) == 0.5);
}

TEST_CASE("decade ticks are powers of ten, finer where there are few") {
  CHECK(labels(decade_ticks(0.01, 10)) == Labels{"0.01", "0.1", "1", "10"});
  CHECK(labels(decade_ticks(0.1, 1)) == Labels{"0.1", "0.2", "0.5", "1"});
}

TEST_CASE("a logarithmic scale puts the geometric mean in the middle") {
  const Scale scale{.low = 0.01, .high = 100, .logarithmic = true};
  CHECK(scale.place(0.01) == 0);
  CHECK_THAT(scale.place(1), WithinAbs(0.5, 1e-15));  // two logarithms and a quotient, each to half a unit
  CHECK(scale.place(100) == 1);
  CHECK(Scale{.low = 1, .high = 5}.place(2) == 0.25);
}

TEST_CASE("labels that would touch are left out, the first and the last never") {
  const std::vector<Tick> ticks = {{0, "one"}, {1, "two"}, {2, "three"}};
  const LabelLine wide = label_line(ticks, {1, 7, 13}, 20), narrow = label_line(ticks, {1, 4, 7}, 10);
  CHECK(wide.text == "one   two  three");
  CHECK(narrow.text == "one  three");
  CHECK(narrow.columns == std::vector<std::size_t>{1, 7});
}

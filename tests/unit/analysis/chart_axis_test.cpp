#include "analysis/chart_axis.hpp"

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

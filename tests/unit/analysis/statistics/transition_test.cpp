// The numbers behind a transition: moments, peaks, crossings, drift with size, loops.
#include "analysis/statistics/crossing.hpp"
#include "analysis/statistics/finite_size.hpp"
#include "analysis/statistics/hysteresis.hpp"
#include "analysis/statistics/order_moments.hpp"
#include "analysis/statistics/peak.hpp"

#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "catch.hpp"

using namespace heed::analysis;

namespace {
const double missing = std::nan("");
}

TEST_CASE("moments of perfect order have no susceptibility and a cumulant of 2/3") {
  const OrderMoments order = order_moments(std::array{-1.0, 1.0, 1.0});
  CHECK(order.susceptibility(100) == 0);
  CHECK_THAT(order.binder(), WithinRel(2.0 / 3, 1e-15));
  // Two equal values ±: <|m|> = 3/2, <m²> = 5/2, <m⁴> = 17/2.
  const OrderMoments two = order_moments(std::array{-1.0, 2.0});
  CHECK_THAT(two.susceptibility(10), WithinRel(2.5, 1e-15));
  CHECK_THAT(two.binder(), WithinRel(1 - 8.5 / 18.75, 1e-15));
}

TEST_CASE("the peak of a parabola is found exactly, also between uneven values and with gaps") {
  const std::vector<double> x{0, 1, 1.5, 3, 4};
  std::vector<double> y;
  for (const double v : x) y.push_back(5 - 2 * (v - 1.7) * (v - 1.7));
  Located peak = find_peak(x, y);
  REQUIRE(peak.found());
  CHECK_THAT(peak.at, WithinRel(1.7, 1e-12));
  CHECK_THAT(peak.height, WithinRel(5.0, 1e-12));
  y[1] = missing;
  CHECK_THAT(find_peak(x, y).at, WithinRel(1.7, 1e-12));
}

TEST_CASE("a peak that is not there is not made up") {
  const std::vector<double> x{1, 2, 3};
  CHECK(find_peak(x, std::array{3.0, 2.0, 1.0}).why ==
        "it is highest at the first value: begin the sweep before it");
  CHECK(find_peak(x, std::array{1.0, 2.0, 3.0}).why ==
        "it is highest at the last value: let the sweep go further");
  CHECK(find_peak(x, std::array{1.0, 1.0, 1.0}).why == "it is the same at all values");
  CHECK(find_peak(x, std::array{1.0, missing, 0.5}).why == "a peak takes three values with runs, or more");
}

TEST_CASE("two lines cross where they do, whichever is above first") {
  const std::vector<double> x{0, 1, 2, 3}, falling{3, 2, 1, 0}, flat{1.25, 1.25, 1.25, 1.25},
      rising{0, 1, 2, 3};
  for (const Located& at :
       {find_crossing(x, flat, falling, falling), find_crossing(x, falling, flat, rising)}) {
    REQUIRE(at.found());
    CHECK_THAT(at.at, WithinRel(1.75, 1e-14));
    CHECK_THAT(at.height, WithinRel(1.25, 1e-14));
  }
}

TEST_CASE("chance crossings where both curves agree do not hide the true one") {
  const std::vector<double> x{0, 1, 2, 3, 4, 5, 6, 7}, small(8, 0.0);
  const std::vector<double> large{0.001, -0.002, 0.3, 0.1, -0.1, -0.3, 0.002, -0.001};
  const std::vector<double> order{0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2};
  CHECK_THAT(find_crossing(x, small, large, order).at, WithinRel(3.5, 1e-12));
}

TEST_CASE("noise at the edge of a sweep that misses the transition is no crossing") {
  const std::string_view why =
      "the curves of the two sizes do not cross: move or widen the range of the sweep";
  const std::vector<double> x{2.4, 2.6, 2.8, 3.0}, small(4, 0.3), order{0.4, 0.3, 0.2, 0.15};
  const auto crossing = [&](const std::vector<double>& gaps, const std::vector<double>& of) {
    std::vector<double> large;
    for (const double gap : gaps) large.push_back(0.3 + gap);
    return find_crossing(x, small, large, of);
  };
  // All in disorder: the large system is below, and above by chance at the end, the wrong way round.
  CHECK(crossing({-0.05, -0.02, -0.005, 0.001}, order).why == why);
  // The right way round, but next to nothing on the one side.
  CHECK(crossing({0.0003, -0.02, -0.05, -0.06}, order).why == why);
  CHECK(crossing({0.06, 0.05, 0.02, -0.0003}, order).why == why);
  // Above where it has less order, and where no side has more.
  CHECK(crossing({-0.05, -0.02, 0.02, 0.05}, order).why == why);
  CHECK(crossing({0.05, 0.02, -0.02, -0.05}, {0.3, 0.3, 0.3, 0.3}).why == why);
  // As on the square lattice: small in order, where all are near 2/3, large in disorder.
  CHECK(crossing({0.002, 0.005, -0.2, -0.25}, order).found());
  CHECK_THAT(crossing({0.05, 0.02, -0.02, -0.05}, order).at, WithinRel(2.7, 1e-12));
}

TEST_CASE("curves that do not cross, or are not there, say so") {
  const std::vector<double> x{0, 1, 2}, low{0, 0, 0}, high{1, 2, 1};
  CHECK(find_crossing(x, low, high, high).why ==
        "the curves of the two sizes do not cross: move or widen the range of the sweep");
  CHECK(find_crossing(x, low, std::array{missing, 1.0, missing}, high).why ==
        "a crossing takes two values with runs of both sizes, or more");
}

TEST_CASE(
    "a drift with a known exponent is fitted exactly, and the exponent is found where it is not known") {
  const std::vector<double> sizes{100, 400, 1600, 6400, 25600};
  std::vector<double> places, errors;
  for (const double n : sizes) {
    places.push_back(2.27 + 1.5 * std::pow(n, -0.4));
    errors.push_back(0.01 / std::sqrt(n));
  }
  const Drift known = fit_drift(sizes, places, errors, 0.4);
  CHECK_THAT(known.limit, WithinRel(2.27, 1e-12));
  CHECK_THAT(known.slope, WithinRel(1.5, 1e-9));
  CHECK_THAT(known.misfit, WithinAbs(0, 1e-9));
  const Drift free = fit_drift_and_exponent(sizes, places, errors);
  CHECK_THAT(free.exponent, WithinRel(0.4, 1e-5));
  CHECK_THAT(free.limit, WithinRel(2.27, 1e-6));
  CHECK(std::isnan(fit_drift(std::array{100.0}, std::array{2.0}, std::array{0.1}, 0.5).limit));
  CHECK(std::isnan(
      fit_drift_and_exponent(std::array{1.0, 2.0, 3.0}, std::array{1.0, 2.0, 3.0}, std::array{1.0, 1.0, 1.0})
          .limit));
}

TEST_CASE("a loop is open where the branches differ clearly, and its area is that between them") {
  const std::vector<double> x{1, 2, 3, 4};
  std::vector<BySeed> up, down;
  for (const double gap : {0.0, 0.6, 0.4, 0.01}) {
    up.push_back({0.9, 0.92, 0.91, std::nullopt});
    down.push_back({0.9 - gap, 0.92 - gap, 0.91 - gap, 0.1});  // the fourth seed has no partner
  }
  const Loop loop = hysteresis(x, up, x, down, Pairing::by_seed);
  REQUIRE(loop.points.size() == 4);
  CHECK(loop.widest == 1);
  CHECK_THAT(loop.points[1].gap.value, WithinAbs(-0.6, 1e-12));
  CHECK_THAT(loop.area, WithinRel(0.3 + 0.5 + 0.205, 1e-12));
  REQUIRE(loop.open);
  CHECK(loop.open->low == 2);
  CHECK(loop.open->high == 3);
  CHECK_FALSE(hysteresis(x, up, x, up, Pairing::by_seed).open);
  // Two seeds whose gaps are 0.1 and 0.3: 0.2 ± 12.7 × 0.1 holds 0, though every resample is above it.
  const std::vector<BySeed> before{{0.5, 0.5}}, after{{0.6, 0.8}};
  CHECK_FALSE(hysteresis(std::array{1.0}, before, std::array{1.0}, after, Pairing::by_seed).open);
  CHECK(hysteresis(x, up, std::array{7.0}, std::span(down).first(1), Pairing::none).points.empty());
}

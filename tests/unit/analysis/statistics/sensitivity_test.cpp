#include "analysis/statistics/elementary_effects.hpp"
#include "analysis/statistics/sobol_indices.hpp"
#include "heed/run/unit_cube.hpp"

#include <cmath>
#include <numbers>
#include <vector>

#include "catch.hpp"

using namespace heed;
using namespace heed::analysis;

namespace {

/// Ishigami and Homma 1990, on [-π, π]³.
double ishigami(const std::vector<double>& shares) {
  const auto angle = [&](std::size_t k) { return std::numbers::pi * (2 * shares[k] - 1); };
  constexpr double a = 7, b = 0.1;
  const double s = std::sin(angle(1));
  return std::sin(angle(0)) + a * s * s + b * std::pow(angle(2), 4) * std::sin(angle(0));
}

template <class F> Matrix<double> outputs(const UnitPoints& points, std::size_t width, F f) {
  Matrix<double> out(static_cast<Eigen::Index>(points.size() / width), static_cast<Eigen::Index>(width));
  for (std::size_t p = 0; p < points.size(); ++p)
    out(static_cast<Eigen::Index>(p / width), static_cast<Eigen::Index>(p % width)) = f(points[p]);
  return out;
}

}  // namespace

TEST_CASE("Sobol indices of the Ishigami function are those of its variance, to 0.01", "[A21]") {
  constexpr std::size_t rows = std::size_t{1} << 14;
  const std::vector<SobolIndex> found = sobol_indices(outputs(saltelli_points(3, rows), 5, ishigami));
  const double first[] = {0.31391, 0.44241, 0}, total[] = {0.55759, 0.44241, 0.24368};
  for (std::size_t k = 0; k < 3; ++k) {
    CAPTURE(k, found[k].first, found[k].total);
    CHECK_THAT(found[k].first, WithinAbs(first[k], 0.01));
    CHECK_THAT(found[k].total, WithinAbs(total[k], 0.01));
    CHECK(found[k].first_spread.interval.low < found[k].first);
    CHECK(found[k].first_spread.interval.high > found[k].first);
    CHECK(found[k].total_spread.error < 0.02);
  }
}

TEST_CASE("the indices of a sum are the shares of its variance, and an output that stays has none") {
  // Variances of 1, 4, 9 times a uniform: no interactions.
  const auto sum = [](const std::vector<double>& u) { return u[0] + 2 * u[1] + 3 * u[2] + 1e6; };
  const std::vector<SobolIndex> found = sobol_indices(outputs(saltelli_points(3, 4096), 5, sum));
  for (std::size_t k = 0; k < 3; ++k) {
    const double share = static_cast<double>((k + 1) * (k + 1)) / 14;
    CHECK_THAT(found[k].first, WithinAbs(share, 0.005));
    CHECK_THAT(found[k].total, WithinAbs(share, 0.005));
  }
  const auto same = [](const std::vector<double>&) { return 3.0; };
  CHECK(std::isnan(sobol_indices(outputs(saltelli_points(1, 8), 3, same))[0].first));
}

TEST_CASE("elementary effects of a linear function are its coefficients, without spread") {
  const std::vector<double> slope{1, -2, 0.5};
  const UnitPoints walks = morris_points(3, 20, 1);
  Matrix<double> effects = Matrix<double>::Zero(20, 3);
  for (std::size_t w = 0; w < 20; ++w)
    for (std::size_t step = 0; step < 3; ++step) {
      const std::vector<double>&a = walks[w * 4 + step], &b = walks[w * 4 + step + 1];
      double change = 0, moved = 0;
      std::size_t which = 0;
      for (std::size_t k = 0; k < 3; ++k) {
        change += slope[k] * (b[k] - a[k]);
        if (b[k] == a[k]) continue;
        which = k;
        moved = b[k] - a[k];
      }
      effects(static_cast<Eigen::Index>(w), static_cast<Eigen::Index>(which)) = change / moved;
    }
  const std::vector<MorrisEffect> found = morris_effects(effects);
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK_THAT(found[k].mean, WithinRel(slope[k], 1e-14));
    CHECK_THAT(found[k].mean_absolute, WithinRel(std::abs(slope[k]), 1e-14));
    CHECK_THAT(found[k].deviation, WithinAbs(0, 1e-14));
  }
}

TEST_CASE("effects that change sign have a mean near 0 and a large mean absolute value") {
  Matrix<double> effects(4, 1);
  effects << 1, -1, 1, -1;
  const MorrisEffect found = morris_effects(effects)[0];
  CHECK(found.mean == 0);
  CHECK(found.mean_absolute == 1);
  CHECK_THAT(found.deviation, WithinRel(std::sqrt(4.0 / 3), 1e-15));
  CHECK(found.spread.error == 0);
}

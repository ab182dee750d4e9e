#include "heed/observe/moments.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace heed;

TEST_CASE("the mean and sum of squares of equally spaced numbers are in closed form") {
  const std::size_t n = 5000;  // several blocks
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<double>(i);
  const double m = static_cast<double>(n);
  CHECK(mean(x) == (m - 1) / 2);
  CHECK_THAT(sum_of_squares(x), WithinRel(m * (m * m - 1) / 12, 1e-14));  // a few roundings of N block sums
}

TEST_CASE("a large common offset costs the variance no digits") {
  // 1e8 + i/1024 is exact in float64; Σx² - (Σx)²/N would keep no digit of the answer.
  const std::size_t n = 1000;
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = 1e8 + static_cast<double>(i) / 1024;
  const double m = static_cast<double>(n);
  CHECK_THAT(sum_of_squares(x), WithinRel(m * (m * m - 1) / 12 / (1024. * 1024.), 1e-13));
  CHECK(mean(x) == 1e8 + (m - 1) / 2048);
}

TEST_CASE("equal numbers have exactly that mean and no sum of squares") {
  const std::vector<double> x(3001, 0.1);
  CHECK(mean(x) == 0.1);
  CHECK(sum_of_squares(x) == 0);
}

TEST_CASE("no numbers have no mean, and one that is not a number spoils it") {
  CHECK(std::isnan(mean({})));
  CHECK(std::isnan(sum_of_squares({})));
  const std::vector<double> x{1, std::nan(""), 3};
  CHECK(std::isnan(mean(x)));
  CHECK(std::isnan(sum_of_squares(x)));
}

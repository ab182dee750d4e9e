#include "analysis/statistics/summary.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "catch.hpp"

using namespace heed::analysis;

TEST_CASE("the mean of equal values is that value to the last bit") {
  const std::vector<double> values(7, 0.1);
  CHECK(mean(values) == 0.1);
  CHECK(mean(std::array{1.0, 2.0, 6.0}) == 3);
  CHECK(std::isnan(mean({})));
}

TEST_CASE("the standard deviation divides by n - 1 and needs two values") {
  CHECK(standard_deviation(std::array{1.0, 3.0}) == std::sqrt(2.0));
  CHECK(standard_deviation(std::array{2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) == std::sqrt(32.0 / 7));
  CHECK(std::isnan(standard_deviation(std::array{1.0})));
}

TEST_CASE("quantiles lie on straight lines between the values") {
  const std::array sorted{1.0, 2.0, 4.0, 8.0, 16.0};
  CHECK(quantile(sorted, 0) == 1);
  CHECK(quantile(sorted, 0.5) == 4);
  CHECK(quantile(sorted, 0.625) == 6);
  CHECK(quantile(sorted, 1) == 16);
  CHECK(std::isnan(quantile({}, 0.5)));
}

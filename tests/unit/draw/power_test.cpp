// The power law: its quantiles and moments in closed form, also where the exponent makes them logarithms.
#include "heed/draw/draw.hpp"

#include <algorithm>
#include <cmath>

#include "catch.hpp"

using namespace heed;

TEST_CASE("power: quantiles are those of a density ∝ a^-γ") {
  // The share below a is (low^(1-γ) - a^(1-γ)) / (low^(1-γ) - high^(1-γ)).
  for (const double exponent : {-1.0, 0.0, 2.1, 3.0})
    for (const double u : {0.0, 0.3, 0.99, 1.0}) {
      const double power = 1 - exponent, low = std::pow(0.01, power), high = std::pow(2.0, power);
      const double expected = std::pow(low + u * (high - low), 1 / power);
      // Far out both ways take differences of nearly equal numbers, 1 part in 4e4 at the most.
      CHECK_THAT((laws::Power{.exponent = exponent, .low = 0.01, .high = 2}.quantile(u)),
                 WithinRel(expected, 1e-10));
    }
  const laws::Power logarithmic{.exponent = 1, .low = 0.01, .high = 1};
  CHECK_THAT(logarithmic.quantile(0.5), WithinRel(0.1, 1e-14));
  const laws::Power nearly{.exponent = 1 + 1e-9, .low = 0.01, .high = 1};
  CHECK_THAT(nearly.quantile(0.5), WithinRel(0.1, 1e-8));
  CHECK((laws::Power{.exponent = 2, .low = 0.3, .high = 0.3}.quantile(0.7)) == 0.3);
}

TEST_CASE("power: drawn numbers stay within and have the mean of the law") {
  Network network;
  network.graph = Graph(40000, {});
  const auto x = draw(laws::Power{}, network, 5, Purpose::activity);
  CHECK(*std::min_element(x.begin(), x.end()) >= 0.01);
  CHECK(*std::max_element(x.begin(), x.end()) <= 1);
  double mean = 0;
  for (const double v : x) mean += v / 40000;
  // <a> = 0.0408525, <a²> = 0.00763767; four standard errors.
  CHECK_THAT(mean, WithinAbs(0.0408525, 4 * std::sqrt(0.00763767 / 40000)));
}

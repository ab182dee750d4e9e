#include "heed/core/random.hpp"
#include "heed/observables/mean.hpp"
#include "heed/observables/mean_pairwise_distance.hpp"
#include "heed/observables/polarization.hpp"
#include "heed/observables/spread.hpp"
#include "heed/observables/variance.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"
#include "unit/observables/scene.hpp"

using namespace heed;
using namespace heed::observables;

TEST_CASE("two equal camps at -1 and 1 have spread 2, variance 1 and pair distance N/(N-1)") {
  const int half = GENERATE(1, 2, 17, 1500);
  std::vector<double> x(static_cast<std::size_t>(half), -1.0);
  x.resize(2 * x.size(), 1.0);
  const Scene agents = scene(x);
  const double n = 2 * half;
  CHECK(value<Mean>(agents) == 0);
  CHECK(value<Spread>(agents) == 2);
  CHECK(value<Variance>(agents) == 1);
  CHECK(value<Polarization>(agents) == n);
  CHECK_THAT(value<MeanPairwiseDistance>(agents), WithinRel(n / (n - 1), 1e-15));  // one division
}

TEST_CASE("the mean pairwise distance by gaps is the mean over all pairs") {
  Stream stream(2, Purpose::test);
  std::vector<double> x;
  for (int i = 0; i < 1300; ++i) x.push_back(stream.normal());
  double pairs = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) pairs += std::abs(x[i] - x[j]);
  const double n = static_cast<double>(x.size());
  // The plain sum has 845,000 terms: its own rounding is about 1e-16 times the root of that.
  CHECK_THAT(value<MeanPairwiseDistance>(scene(x)), WithinRel(2 * pairs / (n * (n - 1)), 1e-12));
}

TEST_CASE("equally spaced opinions have the dispersion of their closed forms far from zero too") {
  const double offset = GENERATE(0.0, 1e8, -1e8);
  const double n = 1000, step = 1.0 / 1024;
  std::vector<double> x;
  for (int i = 0; i < 1000; ++i) x.push_back(offset + i * step);  // exact in float64
  const Scene agents = scene(x);
  CHECK(value<Mean>(agents) == offset + (n - 1) / 2 * step);
  CHECK(value<Spread>(agents) == (n - 1) * step);
  CHECK_THAT(value<Variance>(agents), WithinRel((n * n - 1) / 12 * step * step, 1e-13));
  CHECK_THAT(value<MeanPairwiseDistance>(agents), WithinRel((n + 1) / 3 * step, 1e-13));
}

TEST_CASE("dispersion is 0 for one agent, and the distance of pairs is undefined") {
  const Scene agent = scene({0.3});
  CHECK(value<Mean>(agent) == 0.3);
  CHECK(value<Spread>(agent) == 0);
  CHECK(value<Variance>(agent) == 0);
  CHECK(value<Polarization>(agent) == 0);
  CHECK(std::isnan(value<MeanPairwiseDistance>(agent)));
}

TEST_CASE("dispersion of no agents is undefined") {
  const Scene nobody = scene({});
  CHECK(std::isnan(value<Mean>(nobody)));
  CHECK(std::isnan(value<Spread>(nobody)));
  CHECK(std::isnan(value<Variance>(nobody)));
  CHECK(std::isnan(value<Polarization>(nobody)));
  CHECK(std::isnan(value<MeanPairwiseDistance>(nobody)));
}

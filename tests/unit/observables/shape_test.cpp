#include "heed/core/random.hpp"
#include "heed/observables/bimodality.hpp"
#include "heed/observables/clusters.hpp"
#include "heed/observables/effective_clusters.hpp"
#include "heed/observables/esteban_ray.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"
#include "unit/observables/scene.hpp"

using namespace heed;
using namespace heed::observables;

namespace {

/// Camps of the given sizes at 0, distance, 2 distance …
std::vector<double> camps(const std::vector<int>& sizes, double distance) {
  std::vector<double> x;
  for (std::size_t c = 0; c < sizes.size(); ++c)
    x.insert(x.end(), static_cast<std::size_t>(sizes[c]), static_cast<double>(c) * distance);
  return x;
}

std::vector<double> spaced(int n) {
  std::vector<double> x;
  for (int i = 0; i < n; ++i) x.push_back(static_cast<double>(i) / n);
  return x;
}

}  // namespace

TEST_CASE("bimodality of two equal camps is (N-2)(N-3)/(N²-1), which tends to 1") {
  const int half = GENERATE(2, 5, 1000, 50000);
  const double n = 2 * half;
  const double ours = value<Bimodality>(scene(camps({half, half}, 2)));
  CHECK_THAT(ours, WithinAbs((n - 2) * (n - 3) / (n * n - 1), 1e-12));
  CHECK(std::abs(ours - 1) < 6 / n);
}

TEST_CASE("bimodality of equally spaced opinions has excess -6/5 at every N, and tends to 5/9") {
  const int count = GENERATE(4, 5, 100, 100000);
  const double n = count;
  const double ours = value<Bimodality>(scene(spaced(count)));
  CHECK_THAT(ours, WithinAbs(1 / (-1.2 + 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3))), 1e-12));
  // Expanding the closed form, 5/9 - ours = (25/9) / N + …, below 3/N for all N tried.
  CHECK(std::abs(ours - 5.0 / 9) < 3 / n);
}

TEST_CASE("bimodality of normal opinions is near 1/3") {
  Stream stream(3, Purpose::test);
  std::vector<double> x;
  for (int i = 0; i < 200000; ++i) x.push_back(5 + 0.1 * stream.normal());
  // The sample kurtosis has standard deviation sqrt(24/N) = 0.011, hence 1/(3 + k) has 0.0012; five of those.
  CHECK_THAT(value<Bimodality>(scene(x)), WithinAbs(1.0 / 3, 0.006));
}

TEST_CASE("bimodality takes the skewness of unequal camps into account") {
  // Shares 3/4 and 1/4: with p q = 3/16, g² = (1 - 4pq)/(pq) = 4/3 and kurtosis 1 + g², so that the
  // coefficient tends to (g² + 1)/(g² + 1) = 1; at N = 16 from the definition in fractions.
  const double n = 16, g = 4.0 / 3 * n * (n - 1) / ((n - 2) * (n - 2));
  const double factor = (n - 1) / ((n - 2) * (n - 3));
  const double k = factor * ((n + 1) * (4.0 / 3 - 2) + 6);
  CHECK_THAT(value<Bimodality>(scene(camps({12, 4}, 1))),
             WithinAbs((g + 1) / (k + 3 * (n - 1) * factor), 1e-12));
}

TEST_CASE("bimodality is undefined where all agree and for three agents") {
  CHECK(std::isnan(value<Bimodality>(scene({0.1, 0.1, 0.1, 0.1, 0.1}))));
  CHECK(std::isnan(value<Bimodality>(scene({0, 1, 2}))));
}

TEST_CASE("K equal clusters count as K, whatever their size") {
  const int k = GENERATE(1, 2, 3, 7);
  const int size = GENERATE(1, 4, 400);
  const Scene agents = scene(camps(std::vector<int>(static_cast<std::size_t>(k), size), 0.25));
  CHECK(value<Clusters>(agents) == k);
  CHECK_THAT(value<EffectiveClusters>(agents), WithinAbs(k, 1e-12));
}

TEST_CASE("a large and a small cluster are two, and fewer in effect") {
  const Scene agents = scene(camps({3, 1}, 1));
  CHECK(value<Clusters>(agents) == 2);
  CHECK_THAT(value<EffectiveClusters>(agents), WithinAbs(16.0 / 10, 1e-12));
}

TEST_CASE("clusters are cut at gaps larger than asked for") {
  const Scene agents = scene({0, 0.5, 1, 1.75});
  CHECK(value(agents, Clusters{.gap = 0.25}) == 4);
  CHECK(value(agents, Clusters{.gap = 0.5}) == 2);
  CHECK(value(agents, Clusters{.gap = 0.75}) == 1);
  CHECK(value(agents, EffectiveClusters{.gap = 0.5}) == 1.6);
}

TEST_CASE("clusters and polarization of groups are undefined without agents and for what is not a number") {
  const Scene agents = GENERATE(0, 1) == 0 ? scene({}) : scene({0, undefined, 1});
  CHECK(std::isnan(value<Clusters>(agents)));
  CHECK(std::isnan(value<EffectiveClusters>(agents)));
  CHECK(std::isnan(value<EstebanRay>(agents)));
}

TEST_CASE("Esteban-Ray polarization of two equal camps at distance D is 2^-(1+alpha) D") {
  const double alpha = GENERATE(0.01, 0.5, 1.0, 1.6);
  const double distance = GENERATE(0.5, 2.0);
  const Scene agents = scene(camps({10, 10}, distance));
  CHECK_THAT(value(agents, EstebanRay{.alpha = alpha}),
             WithinAbs(std::pow(2, -(1 + alpha)) * distance, 1e-12));
}

TEST_CASE("Esteban-Ray polarization by gaps is the double sum over groups") {
  const std::vector<int> sizes{5, 1, 7, 3, 4};
  const double alpha = 1.3, distance = 0.3;
  double total = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i)
    for (std::size_t j = 0; j < sizes.size(); ++j)
      total += std::pow(sizes[i] / 20.0, 1 + alpha) * sizes[j] / 20.0 * distance *
               std::abs(static_cast<double>(i) - static_cast<double>(j));
  CHECK_THAT(value(scene(camps(sizes, distance)), EstebanRay{.alpha = alpha}), WithinAbs(total, 1e-12));
}

TEST_CASE("Esteban-Ray polarization is 0 for one camp") {
  CHECK(value<EstebanRay>(scene({0.1, 0.1, 0.1})) == 0);
  CHECK(value<EstebanRay>(scene(spaced(1000))) == 0);  // no gap above 0.01: one group
}

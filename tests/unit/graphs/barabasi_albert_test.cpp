#include "heed/graphs/barabasi_albert.hpp"

#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::BarabasiAlbert;

static_assert(heed::NetworkSource<BarabasiAlbert>);

TEST_CASE("preferential attachment makes m ties for each newcomer after a complete core of m + 1") {
  const std::int64_t m = GENERATE(1, 3, 9), n = GENERATE(10, 11, 500);
  const heed::Graph graph = BarabasiAlbert{.agents = n, .ties = m}.make(1).graph;
  CHECK(checks::simple(graph));
  CHECK(checks::mutual(graph));
  const auto degrees = checks::degrees(graph);
  CHECK(std::accumulate(degrees.begin(), degrees.end(), std::int64_t{0}) ==
        2 * (m * (m + 1) / 2 + (n - m - 1) * m));
  CHECK(*std::min_element(degrees.begin(), degrees.end()) == m);
  CHECK(heed::largest_component(graph).size() == static_cast<std::size_t>(n));
}

TEST_CASE("degrees of preferential attachment follow their known distribution") {
  // P(K >= k) = m (m + 1) / (k (k + 1)) (Bollobás et al. 2001). Counts are nearly binomial: five standard
  // deviations.
  const std::int64_t m = 4, n = 200000;
  const auto degrees = checks::degrees(BarabasiAlbert{.agents = n, .ties = m}.make(1).graph);
  for (const std::int64_t k : {4, 5, 6, 8, 12, 20, 40, 80}) {
    INFO("degree at least " << k);
    const double p = static_cast<double>(m * (m + 1)) / static_cast<double>(k * (k + 1));
    const auto above = std::count_if(degrees.begin(), degrees.end(), [k](std::int64_t d) { return d >= k; });
    CHECK_THAT(static_cast<double>(above) / static_cast<double>(n),
               WithinAbs(p, 5 * std::sqrt(p * (1 - p) / static_cast<double>(n)) + 1e-5));
  }
}

TEST_CASE("the tail of preferential attachment is a power law of exponent 3") {
  // Hill 1975, with P(K >= k) = c / (k (k + 1)) nearly c / (k + 1/2)^2: shifted by one half. About 3100
  // agents have degree 40 or more, so the standard error is 2 / sqrt(3100) = .036; the band is four.
  const auto degrees = checks::degrees(BarabasiAlbert{.agents = 200000, .ties = 5}.make(2).graph);
  const double from = 40;
  double logs = 0, count = 0;
  for (const std::int64_t k : degrees)
    if (static_cast<double>(k) >= from) {
      logs += std::log((static_cast<double>(k) + 1) / (from + 0.5));
      ++count;
    }
  CHECK(count > 2000);
  CHECK_THAT(1 + count / logs, WithinAbs(3, 0.15));
}

TEST_CASE("preferential attachment follows its seed") {
  CHECK(checks::follows_its_seed(BarabasiAlbert{.agents = 100}));
}

TEST_CASE("preferential attachment needs more agents than ties") {
  CHECK(checks::refusal(BarabasiAlbert{.agents = 5, .ties = 5}) ==
        "barabasi_albert: 'ties' is 5; it should be below 'agents', 5");
  CHECK(checks::refusal(BarabasiAlbert{.agents = 5, .ties = 0}) ==
        "barabasi_albert: 'ties' is 0; it should be at least 1");
}

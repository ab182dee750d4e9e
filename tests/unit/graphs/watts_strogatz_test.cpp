#include "heed/graphs/watts_strogatz.hpp"

#include "heed/graphs/ring.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::WattsStrogatz;

static_assert(heed::NetworkSource<WattsStrogatz>);

namespace {

/// Mean over agents of the share of pairs of neighbours that are tied.
double clustering(const heed::Graph& graph) {
  double sum = 0;
  for (heed::Agent i = 0; i < graph.agents(); ++i) {
    const auto row = graph.hears(i);
    double tied = 0;
    for (const heed::Agent j : row)
      for (const heed::Agent k : graph.hears(j)) tied += std::binary_search(row.begin(), row.end(), k);
    const auto degree = static_cast<double>(row.size());
    if (row.size() > 1) sum += tied / (degree * (degree - 1));
  }
  return sum / graph.agents();
}

}  // namespace

TEST_CASE("a small world without moved ties is a ring with clustering 3 (k - 2) / (4 (k - 1))") {
  const std::int64_t k = GENERATE(2, 4, 6, 10, 20);
  const heed::Graph graph = WattsStrogatz{.agents = 200, .degree = k, .rewire = 0}.make(1).graph;
  CHECK(checks::pairs(graph) == checks::pairs(heed::graphs::Ring{.agents = 200, .degree = k}.make(1).graph));
  const auto degree = static_cast<double>(k);
  CHECK_THAT(clustering(graph), WithinAbs(3 * (degree - 2) / (4 * (degree - 1)), 1e-12));  // rounding
}

TEST_CASE("clustering of a small world falls as (1 - p)^3") {
  // Barrat and Weigt 2000, up to O(1/N); 20000 agents give a standard error below 0.002, the band is 0.01.
  const double p = GENERATE(0.05, 0.2, 0.5);
  const heed::Graph graph = WattsStrogatz{.agents = 20000, .degree = 10, .rewire = p}.make(1).graph;
  CHECK_THAT(clustering(graph), WithinAbs(24.0 / 36 * std::pow(1 - p, 3), 0.01));
}

TEST_CASE("moving ties keeps their number and half of each agent's degree") {
  const double p = GENERATE(0.0, 0.1, 1.0);
  const std::int64_t n = GENERATE(5, 7, 12, 1000), degree = 4;
  const heed::Graph graph = WattsStrogatz{.agents = n, .degree = degree, .rewire = p}.make(3).graph;
  CHECK(graph.edges() == n * degree);
  CHECK(checks::simple(graph));
  CHECK(checks::mutual(graph));
  for (const std::int64_t k : checks::degrees(graph)) CHECK(k >= degree / 2);
}

TEST_CASE("a share p of the ties of a small world moves") {
  const std::int64_t n = 10000, degree = 10;
  const heed::Graph graph = WattsStrogatz{.agents = n, .degree = degree, .rewire = 0.3}.make(1).graph;
  double far = 0;
  for (const auto& [i, j] : checks::pairs(graph)) {
    const std::int64_t apart = std::abs(i - j);
    far += std::min(apart, n - apart) > degree / 2;
  }
  // 50000 ties move with probability .3, and one in a thousand lands near: sd .002, the band is four and that
  // share.
  CHECK_THAT(far / static_cast<double>(graph.edges()), WithinAbs(0.3, 0.0085));
}

TEST_CASE("a small world follows its seed") { CHECK(checks::follows_its_seed(WattsStrogatz{.agents = 100})); }

TEST_CASE("a small world refuses an odd degree") {
  CHECK(checks::refusal(WattsStrogatz{.agents = 10, .degree = 5}) ==
        "watts_strogatz: 'degree' is 5, but half of it is on either side; it should be even");
  CHECK(checks::refusal(WattsStrogatz{.agents = 10, .degree = 4, .rewire = 2}) ==
        "watts_strogatz: 'rewire' is 2; it should be between 0 and 1");
}

#include "heed/graphs/erdos_renyi.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::ErdosRenyi;

static_assert(heed::NetworkSource<ErdosRenyi>);

TEST_CASE("the ties of a random graph are binomial in number") {
  const auto seed = GENERATE(std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3});
  const double n = 20000, degree = 12;
  const heed::Graph graph = ErdosRenyi{.agents = 20000, .mean_degree = degree}.make(seed).graph;
  CHECK(checks::simple(graph));
  CHECK(checks::mutual(graph));
  // Half the ties are Binomial(n (n - 1) / 2, p): within four standard deviations.
  const double pairs = n * (n - 1) / 2, p = degree / (n - 1);
  CHECK_THAT(static_cast<double>(graph.edges()) / 2,
             WithinAbs(pairs * p, 4 * std::sqrt(pairs * p * (1 - p))));
}

TEST_CASE("the degrees of a random graph have the variance of a binomial") {
  const heed::Graph graph = ErdosRenyi{.agents = 20000, .mean_degree = 12}.make(4).graph;
  double sum = 0, squares = 0;
  for (const std::int64_t k : checks::degrees(graph)) {
    sum += static_cast<double>(k);
    squares += static_cast<double>(k * k);
  }
  const double mean = sum / 20000, variance = squares / 20000 - mean * mean;
  // (n - 1) p (1 - p) = 12 nearly; the standard error of a variance is 12 sqrt(2 / n) = .12, the band four.
  CHECK_THAT(variance, WithinAbs(12, 0.48));
}

TEST_CASE("every pair of a random graph is as likely") {
  // 400 graphs of 12 agents at p = 0.3: each pair is tied Binomial(400, .3) times, sd 9.2; five sd over 66
  // pairs.
  std::vector<int> times(144);
  for (std::uint64_t seed = 0; seed < 400; ++seed)
    for (const auto& [i, j] : checks::pairs(ErdosRenyi{.agents = 12, .probability = 0.3}.make(seed).graph))
      ++times[static_cast<std::size_t>(12 * i + j)];
  for (std::size_t i = 0; i < 12; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      INFO(i << " " << j);
      CHECK_THAT(times[12 * i + j], WithinAbs(120, 46));
    }
}

TEST_CASE("probability 0 ties none and probability 1 ties all") {
  CHECK(ErdosRenyi{.agents = 50, .probability = 0}.make(1).graph.edges() == 0);
  CHECK(ErdosRenyi{.agents = 50, .probability = 1}.make(1).graph.edges() == 50 * 49);
  CHECK(ErdosRenyi{.agents = 50, .probability = 1e-300}.make(1).graph.edges() == 0);
  CHECK(ErdosRenyi{.agents = 1, .mean_degree = 0}.make(1).graph.agents() == 1);
}

TEST_CASE("a random graph follows its seed") { CHECK(checks::follows_its_seed(ErdosRenyi{.agents = 100})); }

TEST_CASE("a random graph takes its density in one way only") {
  CHECK(checks::refusal(ErdosRenyi{.agents = 100, .mean_degree = 5, .probability = 0.1}) ==
        "erdos_renyi: 'mean_degree' and 'probability' are both given; leave out one of them");
  CHECK(checks::refusal(ErdosRenyi{.agents = 10, .mean_degree = 9.5}) ==
        "erdos_renyi: 'mean_degree' is 9.5; it should be below 'agents', 10");
  CHECK(checks::refusal(ErdosRenyi{.agents = 10, .probability = -0.5}) ==
        "erdos_renyi: 'probability' is -0.5; it should be between 0 and 1, or -1 for none");
  CHECK(checks::refusal(ErdosRenyi{.agents = 10, .probability = 1.5}) ==
        "erdos_renyi: 'probability' is 1.5; it should be between -1 and 1");
}

#include "heed/graphs/random_regular.hpp"

#include <map>

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::RandomRegular;

static_assert(heed::NetworkSource<RandomRegular>);

TEST_CASE("every agent of a random regular graph has exactly its degree, however small or dense") {
  const std::int64_t n = GENERATE(range(1, 14));
  for (std::int64_t degree = 0; degree < n; ++degree)
    for (std::uint64_t seed = 0; n * degree % 2 == 0 && seed < 20; ++seed) {
      INFO(n << " agents, degree " << degree << ", seed " << seed);
      const heed::Graph graph = RandomRegular{.agents = n, .degree = degree}.make(seed).graph;
      REQUIRE(checks::all_equal(checks::degrees(graph), degree));
      REQUIRE(checks::simple(graph));
      REQUIRE(checks::mutual(graph));
    }
}

TEST_CASE("a large random regular graph is exact too") {
  const heed::Graph graph = RandomRegular{.agents = 50000, .degree = 20}.make(1).graph;
  CHECK(checks::all_equal(checks::degrees(graph), 20));
  CHECK(checks::simple(graph));
  CHECK(checks::mutual(graph));
}

TEST_CASE("the three perfect matchings of four agents are as likely") {
  std::map<heed::Agent, int> partner;
  for (std::uint64_t seed = 0; seed < 3000; ++seed)
    ++partner[RandomRegular{.agents = 4, .degree = 1}.make(seed).graph.hears(0)[0]];
  // Binomial(3000, 1/3) has sd 25.8; four of them.
  for (const heed::Agent j : {1, 2, 3}) CHECK_THAT(partner[j], WithinAbs(1000, 104));
}

TEST_CASE("ties of a random regular graph fall on each pair alike") {
  // 1000 graphs of 10 agents with degree 3: each of 45 pairs is tied with probability 1/3 by symmetry; sd
  // 14.9, five of them.
  std::vector<int> times(100);
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    for (const auto& [i, j] : checks::pairs(RandomRegular{.agents = 10, .degree = 3}.make(seed).graph))
      ++times[static_cast<std::size_t>(10 * i + j)];
  for (std::size_t i = 0; i < 10; ++i)
    for (std::size_t j = 0; j < i; ++j) CHECK_THAT(times[10 * i + j], WithinAbs(1000.0 / 3, 75));
}

TEST_CASE("a random regular graph follows its seed") {
  CHECK(checks::follows_its_seed(RandomRegular{.agents = 100, .degree = 4}));
}

TEST_CASE("a random regular graph refuses what cannot be") {
  CHECK(checks::refusal(RandomRegular{.agents = 5, .degree = 3}) ==
        "random_regular: 'agents', 5, and 'degree', 3, are both odd; one of them should be even");
  CHECK(checks::refusal(RandomRegular{.agents = 5, .degree = 5}) ==
        "random_regular: 'degree' is 5; it should be below 'agents', 5");
}

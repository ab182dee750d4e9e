#include "heed/graphs/ring.hpp"

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::Ring;

static_assert(heed::NetworkSource<Ring>);

TEST_CASE("on a ring each agent hears those at most half a degree away") {
  const auto degree = GENERATE(0, 2, 6, 10);
  const std::int64_t n = 11;
  const heed::Graph graph = Ring{.agents = n, .degree = degree}.make(1).graph;
  std::vector<std::pair<heed::Agent, heed::Agent>> expected;
  for (heed::Agent i = 0; i < n; ++i)
    for (heed::Agent j = 0; j < n; ++j)
      if (const std::int64_t apart = std::abs(i - j); i != j && std::min(apart, n - apart) <= degree / 2)
        expected.emplace_back(i, j);
  CHECK(checks::pairs(graph) == expected);
}

TEST_CASE("a ring of degree N - 1 is complete") {
  CHECK(Ring{.agents = 7, .degree = 6}.make(1).graph.edges() == 7 * 6);
}

TEST_CASE("a ring refuses an odd degree and one that is not below its agents") {
  CHECK(checks::refusal(Ring{.agents = 10, .degree = 3}) ==
        "ring: 'degree' is 3, but half of it is on either side; it should be even");
  CHECK(checks::refusal(Ring{.agents = 10, .degree = 10}) ==
        "ring: 'degree' is 10; it should be below 'agents', 10");
  CHECK(checks::refusal(Ring{.agents = 10, .degree = -2}) == "ring: 'degree' is -2; it should be at least 0");
}

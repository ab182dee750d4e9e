#include "heed/graphs/causal.hpp"

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::Causal;

static_assert(heed::NetworkSource<Causal>);

TEST_CASE("in a causal graph each agent hears itself and all before it") {
  const heed::Graph graph = Causal{.agents = 7}.make(1).graph;
  CHECK(graph.edges() == 7 * 8 / 2);
  for (heed::Agent i = 0; i < 7; ++i) {
    const auto hears = graph.hears(i);
    REQUIRE(hears.size() == static_cast<std::size_t>(i) + 1);
    for (heed::Agent j = 0; j <= i; ++j) CHECK(hears[static_cast<std::size_t>(j)] == j);
  }
}

TEST_CASE("a causal graph refuses what is too large, and no agents") {
  CHECK(checks::refusal(Causal{.agents = 0}).starts_with("causal: 'agents' is 0; it should be between 1"));
  CHECK(checks::refusal(Causal{.agents = 65536}) ==
        "causal: 'agents' is 65536; above 65535 there are more than 2^31 ties");
}

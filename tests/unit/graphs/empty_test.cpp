#include "heed/graphs/empty.hpp"

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::Empty;

static_assert(heed::NetworkSource<Empty>);

TEST_CASE("an empty graph has agents and no ties") {
  const heed::Network made = Empty{.agents = 17}.make(1);
  CHECK(made.agents() == 17);
  CHECK(made.graph.edges() == 0);
  CHECK(made.community.empty());
}

TEST_CASE("a graph needs an agent, and agents must have numbers") {
  CHECK(checks::refusal(Empty{.agents = 0}) == "empty: 'agents' is 0; it should be between 1 and 2147483646");
  CHECK(checks::refusal(Empty{.agents = 2147483647}) ==
        "empty: 'agents' is 2147483647; it should be between 1 and 2147483646");
}

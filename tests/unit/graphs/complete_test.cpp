#include "heed/graphs/complete.hpp"

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::Complete;

static_assert(heed::NetworkSource<Complete>);

TEST_CASE("in a complete graph everyone hears everyone else") {
  const auto n = GENERATE(1, 2, 3, 40);
  const heed::Graph graph = Complete{.agents = n}.make(1).graph;
  CHECK(graph.agents() == n);
  CHECK(graph.edges() == n * (n - 1));
  CHECK(checks::simple(graph));
  CHECK(checks::all_equal(checks::degrees(graph), n - 1));
}

TEST_CASE("a complete graph too large to store points to the mask over all") {
  CHECK(checks::refusal(Complete{.agents = 46341}) ==
        "complete: 'agents' is 46341, too many to store each of their ties; use graph 'empty' with a mask "
        "over all agents");
}

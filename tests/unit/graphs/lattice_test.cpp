#include "heed/graphs/lattice.hpp"

#include "catch.hpp"
#include "unit/graphs/checks.hpp"

using heed::graphs::Lattice;

static_assert(heed::NetworkSource<Lattice>);

namespace {

/// Σ_d |a_d - b_d|, the short way round where periodic.
std::int64_t distance(const Lattice& lattice, heed::Agent a, heed::Agent b) {
  const auto from = lattice.place(a), to = lattice.place(b);
  std::int64_t sum = 0;
  for (std::size_t d = 0; d < from.size(); ++d) {
    const std::int64_t apart = std::abs(from[d] - to[d]);
    sum += lattice.periodic ? std::min(apart, lattice.shape[d] - apart) : apart;
  }
  return sum;
}

}  // namespace

TEST_CASE("on a lattice agents hear exactly those at distance 1") {
  const std::vector<std::int64_t> shape = GENERATE(
      std::vector<std::int64_t>{7}, std::vector<std::int64_t>{4, 5}, std::vector<std::int64_t>{2, 3, 4},
      std::vector<std::int64_t>{1, 6, 1}, std::vector<std::int64_t>{3, 3, 3, 2});
  const Lattice lattice{.shape = shape, .periodic = GENERATE(true, false)};
  const heed::Graph graph = lattice.make(1).graph;
  std::vector<std::pair<heed::Agent, heed::Agent>> expected;
  for (heed::Agent i = 0; i < graph.agents(); ++i)
    for (heed::Agent j = 0; j < graph.agents(); ++j)
      if (distance(lattice, i, j) == 1) expected.emplace_back(i, j);
  CHECK(checks::pairs(graph) == expected);
}

TEST_CASE("a lattice has a tie per agent and dimension, less those at open ends") {
  CHECK(Lattice{.shape = {30, 40}}.make(1).graph.edges() == 2 * 2 * 30 * 40);
  CHECK(Lattice{.shape = {30, 40}, .periodic = false}.make(1).graph.edges() == 2 * (29 * 40 + 30 * 39));
  CHECK(checks::mutual(Lattice{.shape = {5, 6, 7}}.make(1).graph));
}

TEST_CASE("the last coordinate of a lattice runs fastest") {
  const Lattice lattice{.shape = {2, 3, 4}};
  CHECK(lattice.place(0) == std::vector<std::int64_t>{0, 0, 0});
  CHECK(lattice.place(1) == std::vector<std::int64_t>{0, 0, 1});
  CHECK(lattice.place(23) == std::vector<std::int64_t>{1, 2, 3});
}

TEST_CASE("a lattice refuses a shape without points or with too many") {
  CHECK(checks::refusal(Lattice{.shape = {}}) ==
        "lattice: 'shape' is empty; it should have a number for each dimension");
  CHECK(checks::refusal(Lattice{.shape = {3, 0}}) ==
        "lattice: 'shape' is 0; it should be between 1 and 2147483646");
  CHECK(checks::refusal(Lattice{.shape = {65536, 65536}}) ==
        "lattice: 'shape' has 4294967296 points; there can be at most 2147483646 agents");
}

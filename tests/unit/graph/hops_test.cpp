// Who is within reach, and how far: small graphs by hand, random ones against all shortest paths.
#include "heed/graph/hops.hpp"

#include "heed/core/parallel.hpp"
#include "heed/core/random.hpp"

#include <algorithm>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

/// The hops of row i by agent, -1 for those out of reach.
std::vector<int> hops_of(const Reach& reach, Agent i) {
  std::vector<int> out(static_cast<std::size_t>(reach.graph.agents()), -1);
  Edge e = reach.graph.first(i);
  for (const Agent j : reach.graph.hears(i)) out[static_cast<std::size_t>(j)] = reach.hop(e++);
  return out;
}

Graph random_digraph(Agent agents, double probability, std::uint64_t seed) {
  Stream stream(seed, Purpose::test);
  std::vector<Tie> ties;
  for (Agent i = 0; i < agents; ++i)
    for (Agent j = 0; j < agents; ++j)
      if (stream.chance(probability)) ties.push_back({i, j});
  return Graph(agents, std::move(ties));
}

/// All distances by Floyd and Warshall 1962; `far` where there is no way.
constexpr int far = 1000;
std::vector<std::vector<int>> distances(const Graph& graph) {
  const auto n = static_cast<std::size_t>(graph.agents());
  std::vector<std::vector<int>> d(n, std::vector<int>(n, far));
  for (const Tie& t : graph.ties())
    d[static_cast<std::size_t>(t.hearer)][static_cast<std::size_t>(t.heard)] = 1;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  return d;
}

}  // namespace

TEST_CASE("on a path, everyone at most two ties away is within reach, oneself is not") {
  const Graph path(5, both_ways({{0, 1}, {1, 2}, {2, 3}, {3, 4}}));
  const Reach reach = within_hops(path, 2);
  CHECK(hops_of(reach, 0) == std::vector<int>{-1, 1, 2, -1, -1});
  CHECK(hops_of(reach, 2) == std::vector<int>{2, 1, -1, 1, 2});
  CHECK(reach.graph.edges() == 14);
}

TEST_CASE("reach goes from hearer to heard") {
  const Graph cycle(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
  CHECK(hops_of(within_hops(cycle, 2), 0) == std::vector<int>{-1, 1, 2, -1});
  CHECK(hops_of(within_hops(cycle, 9), 0) == std::vector<int>{-1, 1, 2, 3});
  const Graph line(3, {{0, 1}, {1, 2}});
  CHECK(hops_of(within_hops(line, 2), 2) == std::vector<int>{-1, -1, -1});
}

TEST_CASE("a tie with oneself stays, 0 hops far, and opens no way to others") {
  const Graph graph(3, {{0, 0}, {0, 1}, {1, 2}});
  CHECK(hops_of(within_hops(graph, 1), 0) == std::vector<int>{0, 1, -1});
  CHECK(hops_of(within_hops(graph, 2), 0) == std::vector<int>{0, 1, 2});
}

TEST_CASE("ties of one hop keep their weight, further ones weigh 1") {
  const Graph graph(3, {{0, 2, 0.25}, {2, 1, 4}}, true);
  const Reach reach = within_hops(graph, 2);
  REQUIRE(reach.graph.edges() == 3);
  CHECK(hops_of(reach, 0) == std::vector<int>{-1, 2, 1});
  CHECK(reach.graph.weight(0) == 1);     // 0 hears 1 through 2
  CHECK(reach.graph.weight(1) == 0.25);  // 0 hears 2
  CHECK(reach.graph.weight(2) == 4);     // 2 hears 1
}

TEST_CASE("hops are shortest ways, on random digraphs") {
  const std::uint64_t seed = GENERATE(1, 2, 3);
  const int hops = GENERATE(1, 2, 3, 30);
  const Graph graph = random_digraph(30, 0.06, seed);
  const Reach reach = within_hops(graph, hops);
  const auto d = distances(graph);
  for (Agent i = 0; i < 30; ++i) {
    const auto found = hops_of(reach, i);
    for (Agent j = 0; j < 30; ++j) {
      const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
      const int expected = d[a][b] <= hops ? d[a][b] : -1;
      if (i == j)
        CHECK(found[b] == (d[a][a] == 1 ? 0 : -1));
      else
        CHECK(found[b] == expected);
    }
  }
}

TEST_CASE("self ties are added where there are none, and taken away where there are") {
  const Graph graph(3, {{0, 0, 5}, {0, 1, 2}, {1, 2, 3}}, true);
  const Reach with = with_self_ties(within_hops(graph, 2));
  CHECK(hops_of(with, 0) == std::vector<int>{0, 1, 2});
  CHECK(hops_of(with, 1) == std::vector<int>{-1, 0, 1});
  CHECK(hops_of(with, 2) == std::vector<int>{-1, -1, 0});
  CHECK(with.graph.weight(0) == 5);  // it was there before
  CHECK(with.graph.weight(with.graph.first(2)) == 1);
  const Reach without = without_self_ties(with);
  CHECK(hops_of(without, 0) == std::vector<int>{-1, 1, 2});
  CHECK(without.graph.degree(2) == 0);
  CHECK(without.graph.weight(0) == 2);
}

TEST_CASE("a reach without hops counts every tie as one, but oneself as none") {
  const Reach plain{Graph(2, {{0, 0}, {0, 1}}), {}};
  CHECK(plain.hop(1) == 1);
  CHECK(hops_of(with_self_ties(plain), 0) == std::vector<int>{0, 1});
}

TEST_CASE("reach does not depend on the number of threads") {
  const Graph graph = random_digraph(2500, 0.001, 9);  // three pieces of work
  use_threads(1);
  const Reach one = within_hops(graph, 2);
  use_threads(5);
  const Reach five = within_hops(graph, 2);
  use_threads(0);
  CHECK(one.hops == five.hops);
  REQUIRE(one.graph.edges() == five.graph.edges());
  for (Agent i = 0; i < 2500; ++i)
    REQUIRE(std::equal(one.graph.hears(i).begin(), one.graph.hears(i).end(), five.graph.hears(i).begin(),
                       five.graph.hears(i).end()));
}

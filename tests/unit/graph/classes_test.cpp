// Closed classes: small digraphs by hand, random ones against the definition.
#include "heed/graph/classes.hpp"

#include "heed/core/random.hpp"

#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "karate.hpp"

using namespace heed;

namespace {

std::vector<int> classes(Agent agents, std::vector<Tie> ties) {
  return closed_classes(Graph(agents, std::move(ties))).of;
}

/// Who can be reached from whom, oneself included, by Warshall 1962.
std::vector<std::vector<char>> reachable(const Graph& graph) {
  const auto n = static_cast<std::size_t>(graph.agents());
  std::vector<std::vector<char>> r(n, std::vector<char>(n, 0));
  for (std::size_t i = 0; i < n; ++i) r[i][i] = 1;
  for (const Tie& t : graph.ties())
    r[static_cast<std::size_t>(t.hearer)][static_cast<std::size_t>(t.heard)] = 1;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) r[i][j] = r[i][j] || (r[i][k] && r[k][j]);
  return r;
}

}  // namespace

TEST_CASE("an agent that hears no one is a closed class of its own") {
  CHECK(classes(3, {}) == std::vector<int>{0, 1, 2});
  CHECK(classes(3, {{0, 1}, {1, 2}}) == std::vector<int>{-1, -1, 0});
  CHECK(classes(2, {{0, 0}, {1, 0}}) == std::vector<int>{0, -1});
}

TEST_CASE("a cycle is one closed class, until one of it hears someone outside") {
  CHECK(classes(3, {{0, 1}, {1, 2}, {2, 0}}) == std::vector<int>{0, 0, 0});
  CHECK(classes(4, {{0, 1}, {1, 2}, {2, 0}, {3, 0}}) == std::vector<int>{0, 0, 0, -1});
  CHECK(classes(4, {{0, 1}, {1, 2}, {2, 0}, {1, 3}}) == std::vector<int>{-1, -1, -1, 0});
}

TEST_CASE("two leaders and a follower of both: two classes, numbered by their lowest agent") {
  const auto found = closed_classes(Graph(5, {{0, 2}, {0, 4}, {2, 1}, {1, 2}, {4, 3}, {3, 4}}));
  CHECK(found.count == 2);
  CHECK(found.of == std::vector<int>{-1, 0, 0, 1, 1});
}

TEST_CASE("no agents have no classes, a connected graph heard both ways has one") {
  CHECK(closed_classes(Graph(0, {})).count == 0);
  const auto club = closed_classes(karate().graph);
  CHECK(club.count == 1);
  CHECK(std::count(club.of.begin(), club.of.end(), 0) == 34);
}

TEST_CASE("an agent is in a closed class when all it can reach can reach it, on random digraphs") {
  const std::uint64_t seed = GENERATE(range(1, 13));
  constexpr Agent agents = 40;
  Stream stream(seed, Purpose::test);
  std::vector<Tie> ties;
  for (Agent i = 0; i < agents; ++i)
    for (Agent j = 0; j < agents; ++j)
      if (stream.chance(0.03)) ties.push_back({i, j});
  const Graph graph(agents, std::move(ties));
  const auto found = closed_classes(graph);
  const auto r = reachable(graph);
  int count = 0;
  for (std::size_t i = 0; i < agents; ++i) {
    bool closed = true, lowest = true;
    for (std::size_t j = 0; j < agents; ++j)
      if (r[i][j]) {
        closed = closed && r[j][i];
        lowest = lowest && i <= j;
      }
    REQUIRE((found.of[i] >= 0) == closed);
    if (closed && lowest) REQUIRE(found.of[i] == count++);
    for (std::size_t j = 0; closed && j < agents; ++j) REQUIRE((found.of[j] == found.of[i]) == bool(r[i][j]));
  }
  CHECK(found.count == count);
}

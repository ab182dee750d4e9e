#include "heed/observe/mixing.hpp"

#include "heed/core/random.hpp"

#include <vector>

#include "catch.hpp"

using namespace heed;

TEST_CASE("mixing counts directed ties by weight and leaves out selves and the groupless") {
  // 0, 1 in group 0; 2 in group 1; 3 in none.
  const std::vector<std::int32_t> group{0, 0, 1, -1};
  const Graph graph(4, {{0, 1, 2}, {1, 2, 3}, {2, 0, 5}, {0, 0, 7}, {3, 0, 11}, {1, 3, 13}}, true);
  const Mixing ties = mixing(graph, group);
  CHECK(ties.total == 10);
  CHECK(ties.inside == 0.2);
  // hearing: (2 + 3, 5); heard: (2 + 5, 3), of 10.
  CHECK_THAT(ties.chance, WithinAbs(0.5 * 0.7 + 0.5 * 0.3, 1e-15));  // one rounding for each term
}

TEST_CASE("mixing counts nothing where no two agents in groups are tied") {
  CHECK(mixing(Graph(0, {}), {}).total == 0);
  CHECK(mixing(Graph(2, {}), std::vector<std::int32_t>{0, 1}).total == 0);
  CHECK(mixing(Graph(2, {{0, 1}}), std::vector<std::int32_t>{-1, -1}).total == 0);
  CHECK(mixing(Graph(2, {{0, 0}}), std::vector<std::int32_t>{0, 1}).total == 0);
}

TEST_CASE("mixing of many agents agrees with a plain count") {
  const Agent n = 5000;
  Stream stream(1, Purpose::test);
  std::vector<Tie> ties;
  const auto agent = [&] { return static_cast<Agent>(stream.below(n)); };
  for (int e = 0; e < 40000; ++e) ties.push_back({agent(), agent()});
  const Graph graph(n, ties);
  const std::size_t groups = GENERATE(1, 3, 5000);
  std::vector<std::int32_t> group;
  for (Agent i = 0; i < n; ++i) group.push_back(static_cast<std::int32_t>(stream.below(groups)));

  std::vector<double> hearing(groups), heard(groups);
  double total = 0, inside = 0, chance = 0;
  for (const Tie& t : graph.ties()) {
    if (t.hearer == t.heard) continue;
    const auto a = static_cast<std::size_t>(group[static_cast<std::size_t>(t.hearer)]);
    const auto b = static_cast<std::size_t>(group[static_cast<std::size_t>(t.heard)]);
    ++total, ++hearing[a], ++heard[b];
    inside += a == b;
  }
  for (std::size_t c = 0; c < groups; ++c) chance += hearing[c] * heard[c];
  const Mixing ours = mixing(graph, group);
  CHECK(ours.total == total);
  CHECK(ours.inside == inside / total);
  CHECK_THAT(ours.chance, WithinRel(chance / total / total, 1e-13));  // 5000 terms, each rounded thrice
}

// Structure of networks: random-walk controversy solved by hand and on real blogs, Cheeger's inequality
// against all cuts, degree-preserving null graphs against a count of all graphs. Metrics of A21.
#include "heed/graphs/erdos_renyi.hpp"
#include "heed/graphs/file.hpp"
#include "heed/graphs/stochastic_block.hpp"
#include "heed/structure/conductance.hpp"
#include "heed/structure/controversy.hpp"
#include "heed/structure/rewired.hpp"
#include "heed/structure/scores.hpp"
#include "heed/structure/walk.hpp"

#include <algorithm>

#include "catch.hpp"
#include "data_folder.hpp"
#include "karate.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

const StructureScore& score(const std::vector<StructureScore>& all, std::string_view name) {
  for (const StructureScore& s : all)
    if (s.name == name) return s;
  FAIL("no score " + std::string(name));
  return all.front();
}

std::vector<Edge> degrees(const Graph& graph) {
  std::vector<Edge> out;
  for (Agent i = 0; i < graph.agents(); ++i) out.push_back(graph.degree(i));
  return out;
}

Network from_data(graphs::File source, const std::string& file) {
  source.file = {file, (*data_folder() / "networks" / file).string()};
  return source.make(0);
}

}  // namespace

TEST_CASE("controversy of a path of four, by hand: 2/3") {
  // From 0 and 1 a walk ends at 3 with chance 0 and 1/3: 1/6 from this side, 5/6 from the other.
  const Graph path(4, both_ways({{0, 1}, {1, 2}, {2, 3}}));
  const auto found = controversy(path, {0, 0, 1, 1}, {1, 0, 0, 1});
  REQUIRE(found);
  CHECK_THAT(*found, WithinAbs(2.0 / 3, 1e-14));
}

TEST_CASE("controversy is 1 where sides are apart, 0 where they are alike") {
  const Graph apart(6, both_ways({{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}}));
  CHECK_THAT(controversy(apart, {0, 0, 0, 1, 1, 1}, {1, 0, 0, 0, 0, 1}).value(), WithinAbs(1, 1e-14));
  // Everyone tied to everyone: but for those who begin where they end, sides make no difference.
  std::vector<Tie> ties;
  for (Agent i = 0; i < 100; ++i)
    for (Agent j = 0; j < i; ++j) ties.push_back({i, j});
  const Graph all(100, both_ways(ties));
  Sides sides(100);
  for (std::size_t i = 0; i < 100; ++i) sides[i] = i % 2;
  // One of 50 on each side ends where it begins, the others half and half: (51/100 - 49/100).
  CHECK_THAT(controversy(all, sides, most_tied(all, sides, 1)).value(), WithinAbs(0.02, 1e-12));
}

TEST_CASE("karate has its known modularity, assortativity and E-I index, and far more than its degrees give",
          "[A21]") {
  const auto all = structure_scores(karate(), {});
  CHECK_THAT(score(all, "modularity").value, WithinAbs(1453.0 / 4056, 1e-12));
  CHECK_THAT(score(all, "assortativity").value, WithinAbs(1453.0 / 2025, 1e-12));
  CHECK_THAT(score(all, "ei_index").value, WithinAbs(-56.0 / 78, 1e-12));
  CHECK_THAT(score(all, "second_eigenvalue").value, WithinAbs(0.86772767, 5e-9));
  // 11 ties cut, the smaller side has 75 ends.
  CHECK_THAT(score(all, "conductance").value, WithinAbs(11.0 / 75, 1e-12));
  CHECK(score(all, "modularity").z() > 4);
  // Groups do not follow degrees, so random graphs have next to none: |mean| within 4 s.e., and a bias of
  // simple graphs of about 1/E.
  CHECK_THAT(score(all, "modularity").null_mean,
             WithinAbs(0, 4 * score(all, "modularity").null_sd / 10 + 2.0 / 78));
}

TEST_CASE("the email departments have their known numbers", "[A21][data]") {
  if (!data_folder()) return;
  graphs::File source;
  const std::string labels = "email-Eu-core-department-labels.txt";
  source.columns = {labels, (*data_folder() / "networks" / labels).string()};
  Network email = from_data(source, "email-Eu-core.txt");
  email.use_as_community("community");
  email = subnetwork(email, largest_component(email.graph));
  const auto all = structure_scores(email, {.nulls = 5});
  CHECK_THAT(score(all, "modularity").value, WithinAbs(0.288013, 5e-7));
  CHECK_THAT(score(all, "assortativity").value, WithinAbs(0.302442, 5e-7));
  CHECK_THAT(score(all, "ei_index").value, WithinAbs(0.328561, 5e-7));
}

TEST_CASE("political blogs have the controversy they are known for", "[A21][data]") {
  if (!data_folder()) return;
  Network blogs = from_data({}, "polblogs.gml");
  blogs.use_as_community("value");
  blogs = subnetwork(blogs, largest_component(blogs.graph));
  REQUIRE(blogs.agents() == 1222);
  const auto all = structure_scores(blogs, {.nulls = 5, .draws = 40});
  // 0.437 by independent code. The sd over draws of the absorbing agents is 0.028, which is the band; 400
  // draws give 0.457.
  CHECK_THAT(score(all, "controversy_random").value, WithinAbs(0.437, 0.028));
  CHECK(score(all, "controversy_random").normalised() > 0.3);
}

TEST_CASE("an Erdős-Rényi graph has sides, but no more than chance gives: 0 after normalisation") {
  Network network = graphs::ErdosRenyi{.agents = 400, .mean_degree = 8}.make(3);
  const auto all =
      structure_scores(network, {.groups = StructureOptions::Groups::spectral, .nulls = 40, .draws = 5});
  CHECK(score(all, "controversy_random").value > 0.05);  // it looks controversial
  for (const char* name : {"controversy_random", "controversy_top", "modularity", "conductance"}) {
    INFO(name);
    CHECK(std::abs(score(all, name).z()) < 3.5);
    CHECK(std::abs(score(all, name).normalised()) < 0.05);
  }
}

TEST_CASE("no cut of a small graph beats Cheeger's lower bound, and one keeps the upper") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Network network = graphs::ErdosRenyi{.agents = 12, .mean_degree = 4}.make(seed);
    const Graph graph = subgraph(network.graph, largest_component(network.graph));
    const auto ends = UndirectedWalk(graph).ends();
    REQUIRE(ends);
    const CheegerBounds bounds = cheeger_bounds(ends->second);
    double best = 1;
    for (unsigned cut = 1; cut + 1 < 1u << graph.agents(); ++cut) {
      Sides sides(static_cast<std::size_t>(graph.agents()));
      for (std::size_t i = 0; i < sides.size(); ++i) sides[i] = static_cast<std::int32_t>(cut >> i & 1);
      best = std::min(best, conductance(graph, sides));
    }
    CHECK(best >= bounds.low - 1e-12);
    CHECK(best <= bounds.high + 1e-12);
  }
}

TEST_CASE("spectral sides are the blocks of a graph that was made of two") {
  const Network network =
      graphs::StochasticBlock{.blocks = {150, 150}, .p_in = 0.2, .p_out = 0.02, .p = {}}.make(1);
  const auto sides = spectral_sides(network.graph);
  REQUIRE(sides);
  int same = 0;
  for (std::size_t i = 0; i < 300; ++i) same += (*sides)[i] == network.community[i];
  CHECK(std::max(same, 300 - same) >= 297);
}

TEST_CASE("rewired graphs keep every degree, are simple, and keep ties mutual or one-way") {
  const Graph club = karate().graph;
  const Graph other = rewired(club, Stream(1, Purpose::test));
  CHECK(degrees(other) == degrees(club));
  CHECK(heard_by(other) == heard_by(club));
  CHECK(other.edges() == club.edges());
  int kept = 0;
  for (const Tie& t : other.ties()) {
    CHECK(t.hearer != t.heard);
    const auto back = other.hears(t.heard), before = club.hears(t.hearer);
    CHECK(std::binary_search(back.begin(), back.end(), t.hearer));
    kept += std::binary_search(before.begin(), before.end(), t.heard);
  }
  CHECK(kept < 110);  // of 156; about 55 would be by chance
  std::vector<Tie> ties;
  Stream stream(2, Purpose::test);
  for (int e = 0; e < 300; ++e)
    if (const auto a = static_cast<Agent>(stream.below(50)), b = static_cast<Agent>(stream.below(50)); a != b)
      ties.push_back({a, b});
  const Graph digraph(50, ties), twin = rewired(digraph, Stream(3, Purpose::test));
  CHECK(degrees(twin) == degrees(digraph));
  CHECK(heard_by(twin) == heard_by(digraph));
  CHECK(twin.edges() == digraph.edges());
}

TEST_CASE(
    "rewired graphs are uniform: of the 70 labelled graphs of six agents with two ties each, 10 are "
    "triangles") {
  const Graph hexagon(6, both_ways({{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}}));
  constexpr int samples = 4000;
  int triangles = 0;
  for (std::uint64_t k = 0; k < samples; ++k) {
    const Graph graph = rewired(hexagon, Stream(7, Purpose::test, k), 20);
    triangles += largest_component(graph).size() == 3;
  }
  // 4 s.e. of a share of 1/7; tries that are refused count as steps, which makes the law uniform.
  CHECK_THAT(triangles / double(samples), WithinAbs(1.0 / 7, 4 * std::sqrt(6.0 / 49 / samples)));
}

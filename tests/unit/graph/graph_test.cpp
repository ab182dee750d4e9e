#include "heed/graph/graph.hpp"

#include "heed/core/error.hpp"
#include "heed/graph/network.hpp"
#include "heed/graphs/erdos_renyi.hpp"
#include "heed/graphs/lattice.hpp"
#include "heed/graphs/random_regular.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/strong_components.hpp>

using heed::Agent;
using heed::Graph;
using heed::Tie;

namespace {

std::vector<Agent> row(const Graph& graph, Agent i) { return {graph.hears(i).begin(), graph.hears(i).end()}; }

std::string refusal(Agent agents, std::vector<Tie> ties) {
  try {
    Graph(agents, std::move(ties));
  } catch (const heed::Error& error) {
    return error.kind() == heed::ErrorKind::data ? error.what() : "another kind of error";
  }
  return "no error";
}

/// Rank after so many steps of Boost's PageRank from the uniform start.
std::vector<double> page_rank(const Graph& graph, double damping, std::size_t steps) {
  std::vector<double> rank(static_cast<std::size_t>(graph.agents()));
  const auto index = get(boost::vertex_index, graph.boost());
  boost::graph::page_rank(graph.boost(), boost::make_iterator_property_map(rank.begin(), index),
                          boost::graph::n_iterations(steps), damping);
  return rank;
}

}  // namespace

TEST_CASE("a graph keeps its ties by hearer, each row in increasing order") {
  const Graph graph(4, {{2, 3}, {0, 3}, {2, 0}, {0, 1}, {2, 1}});
  CHECK(graph.agents() == 4);
  CHECK(graph.edges() == 5);
  CHECK(row(graph, 0) == std::vector<Agent>{1, 3});
  CHECK(row(graph, 1).empty());
  CHECK(row(graph, 2) == std::vector<Agent>{0, 1, 3});
  CHECK(graph.first(2) == 2);
  CHECK(graph.first(4) == 5);
  CHECK(graph.degree(2) == 3);
  CHECK(heed::heard_by(graph) == std::vector<heed::Edge>{1, 2, 0, 2});
}

TEST_CASE("repeated ties of a graph without weights count once") {
  const Graph graph(3, {{0, 1, 5}, {1, 2}, {0, 1, 2}, {0, 1}});
  CHECK(graph.edges() == 2);
  CHECK_FALSE(graph.weighted());
  CHECK(graph.weight(0) == 1);
}

TEST_CASE("weights of repeated ties add up") {
  const Graph graph(3, {{0, 2, 0.5}, {0, 1, 5}, {1, 2, 3}, {0, 1, 2}}, true);
  REQUIRE(graph.edges() == 3);
  CHECK(graph.weighted());
  CHECK(graph.weight(0) == 7);
  CHECK(graph.weight(1) == 0.5);
  CHECK(graph.weight(2) == 3);
}

TEST_CASE("weights of repeated ties add up in the order given, however long the row") {
  // 1 is lost beside 1e16, so the order shows: ((1e16 + 1) - 1e16) + 1 = 1.
  std::vector<heed::Tie> ties;
  for (const double weight : {1e16, 1.0, -1e16, 1.0})
    for (Agent j = 30; j-- > 1;) ties.push_back({0, j, weight});
  const Graph graph(30, ties, true);
  REQUIRE(graph.edges() == 29);
  for (heed::Edge e = 0; e < graph.edges(); ++e) CHECK(graph.weight(e) == 1);
}

TEST_CASE("the ties of a graph make the same graph again") {
  const Graph graph(5, {{4, 0, 2}, {1, 3, 7}, {1, 1, 4}, {0, 4, 1.5}}, true);
  const Graph again(5, graph.ties(), true);
  REQUIRE(again.edges() == graph.edges());
  for (Agent i = 0; i < 5; ++i) CHECK(row(again, i) == row(graph, i));
  for (heed::Edge e = 0; e < graph.edges(); ++e) CHECK(again.weight(e) == graph.weight(e));
}

TEST_CASE("a graph without agents or without ties is a graph") {
  CHECK(Graph(0, {}).agents() == 0);
  CHECK(Graph(0, {}).edges() == 0);
  CHECK(Graph(3, {}).degree(2) == 0);
  CHECK(heed::largest_component(Graph(0, {})).empty());
}

TEST_CASE("a graph refuses ties of unknown agents and weights that are no numbers") {
  CHECK(refusal(3, {{0, 3}}) == "graph: a tie from agent 0 to agent 3, but agents are 0 to 2");
  CHECK(refusal(3, {{-1, 2}}) == "graph: a tie from agent -1 to agent 2, but agents are 0 to 2");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  const std::string text = "graph: the weight of the tie from agent 0 to agent 1 is not a finite number";
  CHECK(refusal(3, {{0, 1, nan}}) == text);
  CHECK(refusal(3, {{0, 1, infinite}}) == text);
}

TEST_CASE("both ways doubles every tie but that of an agent with itself") {
  const Graph graph(3, heed::both_ways({{0, 1, 2}, {2, 2, 5}, {1, 2, 3}}), true);
  CHECK(row(graph, 0) == std::vector<Agent>{1});
  CHECK(row(graph, 1) == std::vector<Agent>{0, 2});
  CHECK(row(graph, 2) == std::vector<Agent>{1, 2});
  CHECK(graph.weight(4) == 5);
  CHECK(graph.weight(1) == 2);
}

TEST_CASE("the largest component joins agents whichever way they hear, the first among equals") {
  CHECK(heed::largest_component(Graph(6, {{5, 3}, {4, 3}, {0, 1}})) == std::vector<Agent>{3, 4, 5});
  CHECK(heed::largest_component(Graph(5, {{4, 3}, {2, 1}})) == std::vector<Agent>{1, 2});
  CHECK(heed::largest_component(Graph(3, {})) == std::vector<Agent>{0});
}

TEST_CASE("a subgraph keeps the ties among those kept, with their weights") {
  const Graph graph(5, {{0, 2, 1}, {2, 4, 2}, {4, 0, 3}, {1, 2, 4}, {4, 3, 5}}, true);
  const std::vector<Agent> keep{0, 2, 4};
  const Graph part = heed::subgraph(graph, keep);
  CHECK(part.agents() == 3);
  REQUIRE(part.edges() == 3);
  CHECK(row(part, 0) == std::vector<Agent>{1});
  CHECK(row(part, 1) == std::vector<Agent>{2});
  CHECK(row(part, 2) == std::vector<Agent>{0});
  CHECK(part.weight(2) == 3);
}

TEST_CASE("a subnetwork keeps what is known of its agents") {
  heed::Network network;
  network.graph = Graph(4, {{0, 1}, {1, 3}, {3, 0}});
  network.community = {0, 1, 1, 0};
  network.community_names = {"left", "right"};
  network.columns = {{"age", std::vector<double>{10, 20, 30, 40}},
                     {"city", std::vector<std::string>{"a", "b", "c", "d"}}};
  const std::vector<Agent> keep{1, 3};
  const heed::Network part = heed::subnetwork(network, keep);
  CHECK(part.agents() == 2);
  CHECK(part.graph.edges() == 1);
  CHECK(part.labels == std::vector<std::string>{"1", "3"});
  CHECK(part.community == std::vector<std::int32_t>{1, 0});
  CHECK(part.community_names == network.community_names);
  CHECK(part.numbers("age") == std::vector<double>{20, 40});
  REQUIRE(part.column("city"));
  CHECK(std::get<1>(part.column("city")->values) == std::vector<std::string>{"b", "d"});
  CHECK(part.column("height") == nullptr);
}

TEST_CASE("a column becomes the communities, in increasing or alphabetical order") {
  heed::Network network;
  network.graph = Graph(4, {});
  network.columns = {{"group", std::vector<double>{10, std::numeric_limits<double>::quiet_NaN(), 2.5, 10}},
                     {"city", std::vector<std::string>{"Rome", "Bonn", "", "Bonn"}}};
  network.use_as_community("group");
  CHECK(network.community == std::vector<std::int32_t>{1, -1, 0, 1});
  CHECK(network.community_names == std::vector<std::string>{"2.5", "10"});
  network.use_as_community("city");
  CHECK(network.community == std::vector<std::int32_t>{1, 0, -1, 0});
  CHECK(network.community_names == std::vector<std::string>{"Bonn", "Rome"});
  CHECK_THROWS_AS(network.use_as_community("town"), heed::Error);
  CHECK_THROWS_AS(network.numbers("city"), heed::Error);
}

TEST_CASE("Boost's breadth-first distances on a torus are the distances along its axes") {
  const heed::graphs::Lattice torus{.shape = {5, 6, 7}};
  const Graph graph = torus.make(1).graph;
  const auto index = get(boost::vertex_index, graph.boost());
  const Agent from = 17;
  std::vector<int> hops(static_cast<std::size_t>(graph.agents()));
  boost::breadth_first_search(
      graph.boost(), from,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(
          boost::make_iterator_property_map(hops.begin(), index), boost::on_tree_edge()))));
  const auto start = torus.place(from);
  for (Agent i = 0; i < graph.agents(); ++i) {
    const auto at = torus.place(i);
    std::int64_t expected = 0;
    for (std::size_t d = 0; d < 3; ++d) {
      const std::int64_t apart = std::abs(at[d] - start[d]);
      expected += std::min(apart, torus.shape[d] - apart);
    }
    CHECK(hops[static_cast<std::size_t>(i)] == expected);
  }
}

TEST_CASE("the largest component is the largest of Boost's strong components where hearing is mutual") {
  // Mean degree 1.5: a giant component among many small ones.
  const Graph graph = heed::graphs::ErdosRenyi{.agents = 2000, .mean_degree = 1.5}.make(1).graph;
  std::vector<int> component(2000);
  const auto index = get(boost::vertex_index, graph.boost());
  const int count =
      boost::strong_components(graph.boost(), boost::make_iterator_property_map(component.begin(), index));
  REQUIRE(count > 100);
  std::vector<int> size(static_cast<std::size_t>(count));
  for (const int c : component) ++size[static_cast<std::size_t>(c)];
  const auto best = static_cast<int>(std::max_element(size.begin(), size.end()) - size.begin());
  std::vector<Agent> expected;
  for (Agent i = 0; i < 2000; ++i)
    if (component[static_cast<std::size_t>(i)] == best) expected.push_back(i);
  CHECK(heed::largest_component(graph) == expected);
}

TEST_CASE("Boost's strong components see the direction of ties") {
  // A circle 0 → 1 → 2 → 0, with 3 heard by it and 4 hearing it: three strong components, one weak.
  const Graph graph(5, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {4, 0}});
  std::vector<int> component(5);
  const auto index = get(boost::vertex_index, graph.boost());
  CHECK(boost::strong_components(graph.boost(),
                                 boost::make_iterator_property_map(component.begin(), index)) == 3);
  CHECK(component[0] == component[1]);
  CHECK(component[1] == component[2]);
  CHECK(component[3] != component[0]);
  CHECK(component[4] != component[0]);
  CHECK(heed::largest_component(graph).size() == 5);
}

TEST_CASE("Boost's PageRank over the number of agents is uniform on a regular graph and sums to 1") {
  // Boost adds 1 - damping to each agent, so that ranks sum to N in the end; the start leaves .85^200 =
  // 8e-15.
  const Graph graph = heed::graphs::RandomRegular{.agents = 500, .degree = 6}.make(1).graph;
  const std::vector<double> rank = page_rank(graph, 0.85, 200);
  CHECK_THAT(std::accumulate(rank.begin(), rank.end(), 0.0) / 500, WithinAbs(1, 1e-12));
  for (const double r : rank) CHECK_THAT(r / 500, WithinRel(1.0 / 500, 1e-12));
}

TEST_CASE("Boost's PageRank without damping is degree over ties where hearing is mutual") {
  const Graph whole = heed::graphs::ErdosRenyi{.agents = 300, .mean_degree = 8}.make(1).graph;
  const std::vector<Agent> keep = heed::largest_component(whole);
  const Graph graph = heed::subgraph(whole, keep);
  // The walk forgets its start by a factor below .8 per step at this degree: 200 steps leave 1e-19.
  const std::vector<double> rank = page_rank(graph, 1, 200);
  for (Agent i = 0; i < graph.agents(); ++i)
    CHECK_THAT(rank[static_cast<std::size_t>(i)],
               WithinAbs(static_cast<double>(graph.degree(i)) / static_cast<double>(graph.edges()), 1e-12));
}

#include "catch.hpp"
#include "unit/graph/read_files.hpp"

namespace heed {

using namespace tests;

TEST_CASE("a METIS file lists the neighbours of each agent, from 1") {
  const Network network = read_text("a.graph", "% a path\n3 2\n2\n% in between\n1 3 \n2\n\n");
  CHECK(triples(network) == Triples{{0, 1, 1}, {1, 0, 1}, {1, 2, 1}, {2, 1, 1}});
  CHECK(network.labels == Texts{"1", "2", "3"});
  CHECK_FALSE(network.graph.weighted());
}

TEST_CASE("an agent of a METIS file without neighbours is an empty line") {
  const Network network = read_text("a.metis", "3 1 0\n3\n\n1\n");
  CHECK(triples(network) == Triples{{0, 2, 1}, {2, 0, 1}});
}

TEST_CASE("weights of METIS ties are not doubled by listing each tie twice") {
  const std::string text = "3 2 1\n2 5\n1 5 3 0.5\n2 0.5\n";
  const Network network = read_text("a.graph", text);
  CHECK(triples(network) == Triples{{0, 1, 5}, {1, 0, 5}, {1, 2, 0.5}, {2, 1, 0.5}});
  CHECK(network.notes.empty());
  CHECK_FALSE(read_text("a.graph", text, {.weights = false}).graph.weighted());
}

TEST_CASE("sizes and weights of METIS agents are columns") {
  const Network one = read_text("a.graph", "2 1 11\n7 2 3\n8 1 3\n");
  CHECK(one.numbers("vertex_weight") == std::vector<double>{7, 8});
  CHECK(triples(one) == Triples{{0, 1, 3}, {1, 0, 3}});
  const Network more = read_text("a.graph", "2 1 110 2\n1 2 3 2\n4 5 6 1\n");
  CHECK(more.numbers("vertex_size") == std::vector<double>{1, 4});
  CHECK(more.numbers("vertex_weight") == std::vector<double>{2, 5});
  CHECK(more.numbers("vertex_weight_2") == std::vector<double>{3, 6});
  CHECK(more.graph.edges() == 2);
}

TEST_CASE("a METIS file can be read as directed: a row lists those its agent hears") {
  CHECK(triples(read_text("a.graph", "3 2\n2 3\n\n\n", {.directed = true})) == Triples{{0, 1, 1}, {0, 2, 1}});
  CHECK(triples(read_text("a.graph", "3 2\n2 3\n\n\n", {.directed = true, .reverse = true})) ==
        Triples{{1, 0, 1}, {2, 0, 1}});
}

TEST_CASE("malformed METIS files are refused with their line") {
  const auto says = [](const std::string& text) { return refusal("a.graph", text); };
  CHECK(says("2 1\n2\n3\n") == "a.graph:3: the neighbour '3' is not a whole number from 1 to 2");
  CHECK(says("2 1\n0\n1\n") == "a.graph:2: the neighbour '0' is not a whole number from 1 to 2");
  CHECK(says("2 1\n2\nx\n") == "a.graph:3: the neighbour 'x' is not a whole number from 1 to 2");
  CHECK(says("3 1\n2\n1\n") == "a.graph:3: the header says 3 agents, but there are 2 lines of neighbours");
  CHECK(says("1 0\n\n1\n") == "a.graph:3: more lines of neighbours than the 1 agent of the header");
  CHECK(says("2 2\n2\n1\n") ==
        "a.graph: the header says 2 ties, each listed twice, but 2 neighbours are listed");
  CHECK(
      says("3 1\n2\n\n1\n") ==
      "a.graph: the tie of '1' and '2' is listed by '1' only, and should be listed by both; directed = true "
      "reads it as it is");
  CHECK(says("2 1 1\n2 5\n1 6\n") ==
        "a.graph: the tie of '1' and '2' has two different weights; directed = true reads them as they are");
  CHECK(says("2 1 1\n2\n1 6\n") == "a.graph:2: the neighbour 2 has no weight after it");
  CHECK(says("2 1 1\n2 -5\n1 -5\n") ==
        "a.graph:2: the weight '-5' is below 0, and must be at least 0; weights = false leaves weights out");
  CHECK(says("2 1 10\n\n1\n") == "a.graph:2: '' where a weight of the agent should be");
  CHECK(says("2 1 12\n2\n1\n") == "a.graph:1: the format is '12', and should be up to three digits 0 or 1");
  CHECK(says("-2 1\n") ==
        "a.graph:1: the number of agents is '-2', and should be a whole number of at least 0");
  CHECK(says("2\n") == "a.graph:1: the number of ties is '', and should be a whole number of at least 0");
  CHECK(says("2 1 10 5000\n") == "a.graph:1: 5000 weights of an agent, at most 1000 are read");
  CHECK(says("% nothing\n") == "a.graph: there is no header 'agents ties' in it");
}

TEST_CASE("a METIS header that lies about its size takes no memory") {
  CHECK(refusal("a.graph", "2000000000 1\n2\n1\n") ==
        "a.graph:3: the header says 2000000000 agents, but there are 2 lines of neighbours");
  CHECK(refusal("a.graph", "3000000000 1\n2\n1\n") ==
        "a.graph:1: 3000000000 agents, but heed holds at most 2147483646");
}

}  // namespace heed

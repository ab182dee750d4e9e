#include "heed/graph/read_nodes.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/graph/read_files.hpp"
#include <fmt/format.h>

namespace heed {

using namespace tests;

TEST_CASE("a GML file has nodes with attributes and edges") {
  const Network network = read_text("a.gml", R"(Creator "someone on [a day]"
# a comment with ] in it
graph
[
  directed 1
  node
  [
    id 3
    label "a &quot;b&quot;"
    graphics [ x 1.5 y -2 ]
  ]
  node [ id 1 size 4 label "c" ]
  node [ id 2 ]
  edge [ source 3 target 1 label "x" ]
  edge [ source 1 target 2 ]
]
)");
  CHECK(network.labels == Texts{"1", "2", "3"});  // not all have a label
  CHECK(network.ids.empty());
  CHECK(triples(network) == Triples{{0, 1, 1}, {2, 0, 1}});
  REQUIRE(network.columns.size() == 4);
  REQUIRE(network.column("label"));
  CHECK(std::get<1>(network.column("label")->values) == Texts{"c", "", "a \"b\""});
  CHECK(network.numbers("graphics.x")[2] == 1.5);
  CHECK(std::isnan(network.numbers("graphics.x")[0]));
  CHECK(network.numbers("size")[0] == 4);
  CHECK(std::isnan(network.numbers("size")[2]));
}

TEST_CASE(
    "GML nodes are called by their label where each has one of its own, and tables find them by either") {
  const auto nodes = [](const char* first, const char* second) {
    return fmt::format("graph [ node [ id 0 label {} ] node [ id 1 label {} ] edge [ source 0 target 1 ] ]",
                       first, second);
  };
  CHECK(read_text("a.gml", nodes("\"ann\"", "\"ann\"")).labels.empty());
  CHECK(read_text("a.gml", nodes("1", "0")).labels.empty());  // numbers are not names
  const TemporaryFolder folder;
  Network network = read_network(folder.write("a.gml", nodes("\"ann\"", "\"bob\"")));
  CHECK(network.labels == Texts{"ann", "bob"});
  read_columns(network, folder.write("by_name.csv", "who,age\nbob,40\nann,30\n"));
  read_columns(network, folder.write("by_id.csv", "id,size\n1,4\n0,3\n"));
  CHECK(network.numbers("age") == std::vector<double>{30, 40});
  CHECK(network.numbers("size") == std::vector<double>{3, 4});
  CHECK(subnetwork(network, std::vector<Agent>{1}).ids == Texts{"1"});
}

TEST_CASE("a GML file is undirected unless it or the reader says so") {
  const std::string body =
      " node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] edge [ source 1 target 0 ] ]";
  const std::string one = "graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ";
  CHECK(triples(read_text("a.gml", "graph [ directed 0" + body)) == Triples{{0, 1, 1}, {1, 0, 1}});
  CHECK(triples(read_text("a.gml", one + "]")) == Triples{{0, 1, 1}, {1, 0, 1}});
  CHECK(triples(read_text("a.gml", one + "]", {.directed = true})) == Triples{{0, 1, 1}});
  CHECK(triples(read_text("a.gml", one + "directed 1 ]")) == Triples{{0, 1, 1}});
  CHECK(triples(read_text("a.gml", one + "directed 1 ]", {.reverse = true})) == Triples{{1, 0, 1}});
}

TEST_CASE("the weight of a GML edge is its 'weight', else its 'value'") {
  const std::string text =
      "graph [ node [ id 0 ] node [ id 1 ] node [ id 2 ] edge [ source 0 target 1 value 3 weight 2 ] "
      "edge [ source 1 target 2 value 4 ] edge [ source 2 target 0 ] ]";
  CHECK(triples(read_text("a.gml", text, {.directed = true})) == Triples{{0, 1, 2}, {1, 2, 4}, {2, 0, 1}});
  CHECK_FALSE(read_text("a.gml", text, {.weights = false}).graph.weighted());
}

TEST_CASE("GML nodes without edges are agents, and edges may come before their nodes") {
  const Network network =
      read_text("a.gml", "graph [ edge [ source 1 target 0 ] node [ id 0 ] node [ id 1 ] node [ id 2 ] ]");
  CHECK(network.agents() == 3);
  CHECK(network.labels.empty());
  CHECK(network.graph.edges() == 2);
}

TEST_CASE("malformed GML is refused with its line") {
  const auto says = [](const std::string& text) { return refusal("a.gml", text); };
  CHECK(says("graph [\n node [ id 0 ]\n edge [ source 0\n target 5 ]\n]") ==
        "a.gml:3: an edge names node '5', which the file does not have");
  CHECK(says("graph [\n node [ id 0 ]\n node [ id 0 ]\n]") ==
        "a.gml:3: there is a second node '0'; the first is on line 2");
  CHECK(says("graph [\n node [ label 0 ]\n]") == "a.gml:2: a node has no 'id'");
  CHECK(says("graph [\n node [ id 0 ]\n edge [ source 0 ]\n]") == "a.gml:3: an edge has no 'target'");
  CHECK(says("graph [\n node [ id 0 ]\n edge [ source 0 target 0 weight -1 ] ]") ==
        "a.gml:3: the weight '-1' is below 0, and must be at least 0; weights = false leaves weights out");
  CHECK(says("graph [\n node [ id 0\n") == "a.gml:2: 'node [' is not closed before the end of the file");
  CHECK(says("graph [\n node [ id 0 ]\n") == "a.gml:1: 'graph [' is not closed before the end of the file");
  CHECK(says("graph [\n node [ id \"0 ]\n]") == "a.gml:2: the text is not closed before the end of the file");
  CHECK(says("graph [ ]\n]") == "a.gml:2: ']' closes nothing");
  CHECK(says("graph [ ]") == "a.gml: there are no agents in it");
  CHECK(says("graph [ node 5 ]") == "a.gml:1: '[' is missing after 'node'");
  CHECK(says("graph [ node [ id ] ]") == "a.gml:1: there is no value after 'id'");
  CHECK(says("graph [ [ ] ]") == "a.gml:1: '[' where a key should be");
  CHECK(says("graph [ ]\ngraph [ ]") == "a.gml:2: there is a second graph; heed reads one from a file");
  CHECK(says("Version 1") == "a.gml: there is no 'graph [' in it");
  std::string deep = "graph [ ";
  for (int i = 0; i < 100; ++i) deep += "a [ ";
  CHECK(says(deep) == "a.gml:1: lists inside lists are deeper than 64");
}

TEST_CASE("of GML edges nothing is kept but their weight, whatever names their lists make") {
  std::string text = "graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 weight 2\n" +
                     std::string(900, 'a') + " [ ";
  for (int k = 0; k < 20000; ++k) text += "b 1 ";
  const Network network = read_text("a.gml", text + "] ] ]");
  CHECK(triples(network) == Triples{{0, 1, 2}, {1, 0, 2}});
  CHECK(network.columns.empty());
}

TEST_CASE("the bytes of names and values of GML nodes are not endless") {
  std::string text = "graph [\nnode [ id 0 " + std::string(900, 'a') + " [ ";
  for (int k = 0; k < 20000; ++k) text += "b 1 ";
  const std::size_t most = 10000000 + 64 * (text.size() + 5);
  CHECK(refusal("a.gml", text + "] ] ]") ==
        fmt::format(
            "a.gml:2: up to here the attributes of nodes and edges take more than {} bytes, the most that is "
            "believed of a file of this size; leave out defaults or attributes that are long",
            most));
}

TEST_CASE("names that lists in lists of a GML file make are not endless") {
  const auto says = [](const std::string& text) { return refusal("a.gml", text); };
  CHECK(says("graph [ node [ id 0 " + std::string(900, 'a') + " [\n" + std::string(100, 'b') + " 1 ] ] ]") ==
        "a.gml:2: the keys of the lists here make a name longer than 1000 bytes");
}

}  // namespace heed

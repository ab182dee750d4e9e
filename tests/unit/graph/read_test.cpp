#include "heed/graph/read.hpp"

#include "catch.hpp"
#include "unit/graph/read_files.hpp"

namespace heed {

using namespace tests;

TEST_CASE("the format goes by the name, then by the first line, unless it is given") {
  const std::string gml = "graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]";
  const std::string graphml =
      "<graphml><graph><node id='0'/><node id='1'/><edge source='0' target='1'/></graph></graphml>";
  const Triples tie = {{0, 1, 1}, {1, 0, 1}};
  for (const char* name : {"a.gml", "a.GML", "a.gml.gz"}) CHECK(triples(read_text(name, gml)) == tie);
  for (const char* name : {"a.graphml", "a.xml"}) CHECK(triples(read_text(name, graphml)) == tie);
  CHECK(triples(read_text("a.graph.gz", gzipped("2 1\n2\n1\n"))) == tie);
  CHECK(triples(read_text(
            "a", "Creator \"x\"\ngraph\n[\nnode [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]")) ==
        tie);
  CHECK(triples(read_text("a", "\ngraph [\nnode [ id 0 ] node [ id 1 ] edge [ source 0 target 1 ] ]")) ==
        tie);
  CHECK(triples(read_text("a", graphml)) == tie);
  CHECK(triples(read_text("a", "0 1\n")) == tie);
  CHECK(triples(read_text("a.txt", "2 1\n2\n1\n", {.format = "metis"})) == tie);
  CHECK(triples(read_text("a.gml", "0 1\n", {.format = "edges"})) == tie);
  CHECK(triples(read_text("a.txt", "graph theory\n")) == tie);
}

TEST_CASE("a format that does not exist is named with the nearest") {
  CHECK(refusal("a", "0 1\n", {.format = "metos"}) ==
        "there is no network format 'metos'; did you mean 'metis'?");
  CHECK(refusal("a", "0 1\n", {.format = "pajek"}) ==
        "there is no network format 'pajek'; one of auto, edges, gml, graphml, matrix_market, metis");
}

TEST_CASE("an empty file, a folder and a missing file are refused") {
  for (const char* name : {"a.txt", "a.gml", "a.graph", "a.mtx", "a.graphml"})
    for (const char* text : {"", "\n \n"})
      CHECK(refusal(name, text) == std::string(name) + ": the file is empty");
  const TemporaryFolder folder;
  CHECK(folder.message([&] { read_network(folder.path("x")); }) == "cannot open 'x': no such file");
  std::filesystem::create_directory(folder.path("x"));
  CHECK(folder.message([&] { read_network(folder.path("x")); }) == "cannot open 'x': it is a folder");
}

TEST_CASE("a compressed network that is cut short is refused") {
  const std::string whole = gzipped("0 1\n1 2\n2 3\n");
  CHECK(refusal("a.gz", whole.substr(0, whole.size() - 4)) ==
        "a.gz: the compressed data is cut short; fetch the file again");
}

TEST_CASE("what is wrong with a file is an error of data") {
  const TemporaryFolder folder;
  try {
    read_network(folder.path("x"));
    CHECK(false);
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
  }
}

TEST_CASE("one network is the same in every format") {
  const Triples expected = {{0, 1, 2}, {1, 0, 2}, {1, 2, 3}, {2, 1, 3}};
  CHECK(triples(read_text("a.csv", "source,target,weight\n1,2,2\n2,3,3\n")) == expected);
  CHECK(
      triples(read_text("a.gml",
                        "graph [ node [ id 1 ] node [ id 2 ] node [ id 3 ] edge [ source 1 target 2 value 2 "
                        "] edge [ source 2 target 3 value 3 ] ]")) == expected);
  CHECK(triples(read_text(
            "a.graphml",
            "<graphml><key id='w' for='edge' attr.name='weight'/><graph><node id='1'/><node id='2'/>"
            "<node id='3'/><edge source='1' target='2'><data key='w'>2</data></edge>"
            "<edge source='2' target='3'><data key='w'>3</data></edge></graph></graphml>")) == expected);
  CHECK(triples(read_text("a.metis", "3 2 1\n2 2\n1 2 3 3\n2 3\n")) == expected);
  CHECK(triples(read_text(
            "a.mtx", "%%MatrixMarket matrix coordinate real symmetric\n3 3 2\n2 1 2\n3 2 3\n")) == expected);
}

}  // namespace heed

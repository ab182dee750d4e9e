#include "catch.hpp"
#include "unit/graph/read_files.hpp"

namespace heed {
namespace {

using namespace tests;

const std::string general = "%%MatrixMarket matrix coordinate real general\n";
const std::string pattern = "%%MatrixMarket matrix coordinate pattern general\n";
const std::string symmetric = "%%MatrixMarket matrix coordinate integer symmetric\n";

}  // namespace

TEST_CASE("entry (i, j) of a matrix is the tie of i with j, from 1") {
  const std::string text = general + "% comment\n3 3 2\n1 2 0.5\n\n3 1 2e0\n";
  const Network network = read_text("a.mtx", text, {.directed = true});
  CHECK(triples(network) == Triples{{0, 1, 0.5}, {2, 0, 2}});
  CHECK(network.labels == Texts{"1", "2", "3"});
  CHECK(triples(read_text("a.mtx", text)) == Triples{{0, 1, 0.5}, {0, 2, 2}, {1, 0, 0.5}, {2, 0, 2}});
  CHECK_FALSE(read_text("a.mtx", text, {.weights = false}).graph.weighted());
}

TEST_CASE("a pattern has no weights, and rows without entries are agents") {
  const Network network = read_text("a.mtx", pattern + "4 4 1\n2 3\n", {.directed = true});
  CHECK(network.agents() == 4);
  CHECK(triples(network) == Triples{{1, 2, 1}});
  CHECK_FALSE(network.graph.weighted());
}

TEST_CASE("a symmetric matrix is mutual, directed or not, and its diagonal counts once") {
  for (const bool directed : {false, true}) {
    const Network network =
        read_text("a.mtx", symmetric + "3 3 2\n2 1 4\n3 3 5\n", {.directed = directed, .self_loops = true});
    CHECK(triples(network) == Triples{{0, 1, 4}, {1, 0, 4}, {2, 2, 5}});
  }
}

TEST_CASE("a matrix without the right name is known by its first line") {
  CHECK(triples(read_text("a.txt", pattern + "2 2 1\n1 2\n", {.directed = true})) == Triples{{0, 1, 1}});
}

TEST_CASE("malformed matrices are refused with their line") {
  const auto says = [](const std::string& text) { return refusal("a.mtx", text); };
  CHECK(says("1 2\n") == "a.mtx:1: the first line should begin with '%%MatrixMarket matrix coordinate'");
  CHECK(says("%%MatrixMarket matrix array real general\n") ==
        "a.mtx:1: the layout is 'array', but heed reads coordinate");
  CHECK(says("%%MatrixMarket matrix coordinate complex general\n") ==
        "a.mtx:1: the field is 'complex', but heed reads real or integer or pattern");
  CHECK(says("%%MatrixMarket matrix coordinate real skew-symmetric\n") ==
        "a.mtx:1: the symmetry is 'skew-symmetric', but heed reads general or symmetric");
  CHECK(says(general) == "a.mtx:1: the line 'rows columns entries' is missing");
  CHECK(says(general + "2 2\n") ==
        "a.mtx:2: the size line should be 'rows columns entries', three whole numbers of at least 0");
  CHECK(says(general + "2 3 1\n1 1 1\n") ==
        "a.mtx:2: the matrix has 2 rows and 3 columns; a network is a square matrix");
  CHECK(says(general + "2 2 1\n0 1 1\n") == "a.mtx:3: the agent '0' is not a whole number from 1 to 2");
  CHECK(says(general + "2 2 1\n1 3 1\n") == "a.mtx:3: the agent '3' is not a whole number from 1 to 2");
  CHECK(says(general + "2 2 1\n1 2\n") == "a.mtx:3: the entry has no value");
  CHECK(says(general + "2 2 1\n1 2 -3\n") ==
        "a.mtx:3: the weight '-3' is below 0, and must be at least 0; weights = false leaves weights out");
  CHECK(says(general + "2 2 3\n1 2 1\n2 1 1\n") == "a.mtx:4: the size line says 3 entries, but there are 2");
  CHECK(says(general + "2 2 1\n1 2 1\n2 1 1\n") == "a.mtx:4: more entries than the 1 of the size line");
}

TEST_CASE("a size line that lies takes no memory") {
  CHECK(refusal("a.mtx", pattern + "2000000000 2000000000 1\n1 2\n") ==
        "a.mtx:2: 2000000000 agents with 1 entries; with so few at most 10000100 are believed");
  CHECK(refusal("a.mtx", pattern + "3 3 9000000000000000000\n1 2\n") ==
        "a.mtx:3: the size line says 9000000000000000000 entries, but there is 1");
  CHECK(refusal("a.mtx", pattern + "3000000000 3000000000 1\n1 2\n") ==
        "a.mtx:2: 3000000000 agents, but heed holds at most 2147483646");
}

}  // namespace heed

#include "heed/graph/read_formats.hpp"

#include "catch.hpp"
#include "unit/graph/read_files.hpp"

namespace heed {

using namespace tests;

TEST_CASE("a line of an edge list is a tie both ways, or one way when directed") {
  CHECK(triples(read_text("a.txt", "0 1\n2 1\n")) == Triples{{0, 1, 1}, {1, 0, 1}, {1, 2, 1}, {2, 1, 1}});
  CHECK(triples(read_text("a.txt", "0 1\n2 1\n", {.directed = true})) == Triples{{0, 1, 1}, {2, 1, 1}});
  CHECK(triples(read_text("a.txt", "0 1\n2 1\n", {.directed = true, .reverse = true})) ==
        Triples{{1, 0, 1}, {1, 2, 1}});
  CHECK(triples(read_text("a.txt", "0 1\n", {.reverse = true})) == Triples{{0, 1, 1}, {1, 0, 1}});
}

TEST_CASE("an edge list may use any separator and line end") {
  const Triples expected = {{0, 1, 2.5}, {1, 2, 3}};
  for (const char* text :
       {"0 1 2.5\n1 2 3\n", "0\t1\t2.5\r\n1\t2\t3\r\n", "0,1,2.5\n1,2,3", "0;1;2.5\n1;2;3\n",
        "  0   1  2.5 \n1\t 2 3\n", "0, 1, 2.5\n1 ,2 ,3\n", "\"0\",\"1\",2.5\n\"1\",\"2\",3\n",
        "\xEF\xBB\xBF\x30 1 2.5\n1 2 3\n",  // a digit 0 would be of the escape before it
        "0 1 2.5\n1\t2,3 more\n"}) {
    INFO(text);
    CHECK(triples(read_text("a.txt", text, {.directed = true})) == expected);
  }
}

TEST_CASE("comments, empty lines and a header are no ties") {
  const Triples expected = {{0, 1, 1}, {1, 2, 1}};
  for (const char* text :
       {"# about\n0 1\n% more\n\n// and more\n1 2\n", "  # about\n0 1\n \n1 2\n", "source,target\n0,1\n1,2\n",
        "who hears\n0 1\n1 2\n", "#FromNodeId\tToNodeId\n0\t1\n1\t2\n"}) {
    INFO(text);
    const Network network = read_text("a.txt", text, {.directed = true});
    CHECK(triples(network) == expected);
    CHECK(network.labels.empty());
  }
}

TEST_CASE("ids that are whole numbers are agents in increasing order") {
  const Network network = read_text("a.txt", "70 -0\n007 12345678901234\n", {.directed = true});
  CHECK(network.labels == Texts{"0", "7", "70", "12345678901234"});
  CHECK(triples(network) == Triples{{1, 3, 1}, {2, 0, 1}});
}

TEST_CASE("ids far apart or close together are numbered alike") {
  const Network close = read_text("a.txt", "5 9\n9 2\n", {.directed = true});
  const Network apart =
      read_text("a.txt", "5000000000 9000000000\n9000000000 2000000000\n", {.directed = true});
  CHECK(triples(close) == triples(apart));
  CHECK(close.labels == Texts{"2", "5", "9"});
  CHECK(apart.labels == Texts{"2000000000", "5000000000", "9000000000"});
}

TEST_CASE("ids 0 to N-1 need no labels, and any others do") {
  CHECK(read_text("a.txt", "1 2\n0 1\n").labels.empty());
  CHECK(read_text("a.txt", "1 2\n3 1\n").labels == Texts{"1", "2", "3"});
  CHECK(read_text("a.txt", "0 2\n").labels == Texts{"0", "2"});
}

TEST_CASE("ids that are texts are agents in order of first appearance") {
  const Network network = read_text("a.csv", "zoe,adam\n\"Smith, J\",zoe\n7,adam\n", {.directed = true});
  CHECK(network.labels == Texts{"zoe", "adam", "Smith, J", "7"});
  CHECK(triples(network) == Triples{{0, 1, 1}, {2, 0, 1}, {3, 1, 1}});
}

TEST_CASE("the header of a list of texts is told by its words or by its weight") {
  for (const char* text : {"Source,Target,weight\nann,bob,2\n", "left,right,strength\nann,bob,2\n"}) {
    const Network network = read_text("a.csv", text, {.directed = true});
    CHECK(network.labels == Texts{"ann", "bob"});
    CHECK(triples(network) == Triples{{0, 1, 2}});
  }
  CHECK(read_text("a.csv", "ann,bob\n").labels == Texts{"ann", "bob"});
  CHECK(read_text("a.csv", "from,to\nann,bob\n").labels == Texts{"ann", "bob"});
}

TEST_CASE("a text id with blanks needs another separator or quotes") {
  CHECK(read_text("a.txt", "New York\tSan Juan\n").labels == Texts{"New York", "San Juan"});
  CHECK(read_text("a.txt", "\"New York\" Boston\n").labels == Texts{"New York", "Boston"});
}

TEST_CASE("repeated ties add their weights, or count once without") {
  CHECK(triples(read_text("a.txt", "0 1 2\n0 1 3\n", {.directed = true})) == Triples{{0, 1, 5}});
  CHECK(triples(read_text("a.txt", "0 1\n0 1\n", {.directed = true})) == Triples{{0, 1, 1}});
  CHECK(triples(read_text("a.txt", "0 1\n1 0\n")) == Triples{{0, 1, 1}, {1, 0, 1}});
  const Network added = read_text("a.txt", "0 1 2\n1 0 3\n");
  CHECK(triples(added) == Triples{{0, 1, 5}, {1, 0, 5}});
  CHECK(added.notes ==
        Texts{"'a.txt': some of the 2 ties are repeated; the weights of a repeated tie were added"});
  CHECK(read_text("a.txt", "0 1 2\n1 2 3\n").notes.empty());
}

TEST_CASE("weights can be left out") {
  const Network network = read_text("a.txt", "0 1 -2\n1 2 late\n", {.directed = true, .weights = false});
  CHECK(triples(network) == Triples{{0, 1, 1}, {1, 2, 1}});
  CHECK_FALSE(network.graph.weighted());
  CHECK(read_text("a.txt", "0 1 1\n").graph.weighted());
  CHECK_FALSE(read_text("a.txt", "0 1\n").graph.weighted());
}

TEST_CASE("ties of an agent with itself are left out and counted, but the agent stays") {
  const Network network = read_text("a.txt", "0 1\n2 2\n");
  CHECK(network.agents() == 3);
  CHECK(triples(network) == Triples{{0, 1, 1}, {1, 0, 1}});
  CHECK(network.notes == Texts{"'a.txt': 1 tie of an agent with itself was left out"});
  CHECK(read_text("a.txt", "1 1\n2 2\n").notes ==
        Texts{"'a.txt': 2 ties of an agent with itself were left out"});
  const Network kept = read_text("a.txt", "0 1\n2 2\n", {.self_loops = true});
  CHECK(triples(kept) == Triples{{0, 1, 1}, {1, 0, 1}, {2, 2, 1}});
  CHECK(kept.notes.empty());
}

TEST_CASE("a compressed edge list is read as its text") {
  CHECK(triples(read_text("a.txt.gz", gzipped("# x\n0 1\n"), {.directed = true})) == Triples{{0, 1, 1}});
}

TEST_CASE("malformed edge lists are refused with their line") {
  const std::string way_out = "; weights = false leaves weights out";
  CHECK(refusal("a.txt", "0 1\n# x\n2\n") ==
        "a.txt:3: one field, where a tie needs two: 'a b' or 'a b weight'");
  CHECK(refusal("a.txt", "ann\n") == "a.txt:1: one field, where a tie needs two: 'a b' or 'a b weight'");
  CHECK(refusal("a.txt", "0 1\n3 -4\n") ==
        "a.txt:2: the id -4 is below 0; ids are whole numbers of at least 0, or texts");
  CHECK(refusal("a.txt", "0 1 2\n1 2 nan\n") == "a.txt:2: the weight 'nan' is not a finite number" + way_out);
  CHECK(refusal("a.txt", "0 1 inf\n") == "a.txt:1: the weight 'inf' is not a finite number" + way_out);
  CHECK(refusal("a.txt", "0 1 -1\n") ==
        "a.txt:1: the weight '-1' is below 0, and must be at least 0" + way_out);
  CHECK(refusal("a.txt", "0 1 {}\n") == "a.txt:1: the weight '{}' is not a number" + way_out);
  CHECK(refusal("a.txt", "0 1 2\n1 2\n") == "a.txt:2: there is no weight, but the lines before have one");
  CHECK(refusal("a.txt", "0 1\n1 2 2\n") == "a.txt:2: there is a weight, but the lines before have none");
  CHECK(refusal("a.txt", "a,\"b\n") == "a.txt:1: a quote is not closed on this line, or text follows it");
  CHECK(refusal("a.txt", "# nothing\n") == "a.txt: there are no ties in it");
  CHECK(refusal("a.txt", "source,target\n") == "a.txt: there are no ties in it");
}

}  // namespace heed

#include <cmath>

#include "catch.hpp"
#include "unit/graph/read_files.hpp"

namespace heed {
namespace {

using namespace tests;

/// A network of those ties, with the columns of a file of that text.
Network with_columns(const std::string& ties, const std::string& text) {
  const TemporaryFolder folder;
  Network network = read_network(folder.write("a.txt", ties));
  read_columns(network, folder.write("b.txt", text));
  return network;
}

std::string refused(const std::string& ties, const std::string& text) {
  const TemporaryFolder folder;
  Network network = read_network(folder.write("a.txt", ties));
  const std::string path = folder.write("b.txt", text);
  return folder.message([&] { read_columns(network, path); });
}

}  // namespace

TEST_CASE("a table without a header gives 'community', or columns by number") {
  CHECK(with_columns("0 1\n1 2\n", "2 9\n0 7\n1 8\n").numbers("community") == std::vector<double>{7, 8, 9});
  const Network more = with_columns("0 1\n", "0 5 a\n1 6 b\n");
  CHECK(more.numbers("column_2") == std::vector<double>{5, 6});
  REQUIRE(more.column("column_3"));
  CHECK(std::get<1>(more.column("column_3")->values) == Texts{"a", "b"});
}

TEST_CASE("a header is told by a first field that names no agent") {
  const Network numbered = with_columns("0 1\n", "# about\nid,side,name\n1,-1,\"b, c\"\n0,1,a\n");
  CHECK(numbered.numbers("side") == std::vector<double>{1, -1});
  CHECK(std::get<1>(numbered.column("name")->values) == Texts{"a", "b, c"});
  const Network named = with_columns("ann bob\n", "who age\nbob 40\nann 30\n");
  CHECK(named.numbers("age") == std::vector<double>{30, 40});
  CHECK(named.notes.empty());
}

TEST_CASE("rows of unknown agents are counted, in the first row too") {
  const Network network = with_columns("0 1\n", "9 1\n0 2\n8 3\n1 4\n");
  CHECK(network.numbers("community") == std::vector<double>{2, 4});
  CHECK(network.notes == Texts{"'b.txt': 2 rows name agents that are not in the graph"});
  CHECK(with_columns("0 1\n", "0 2\n8 3\n").notes ==
        Texts{"'b.txt': 1 row names an agent that is not in the graph"});
}

TEST_CASE("agents without a row or a value have a missing value") {
  const Network network = with_columns("10 20\n20 30\n", "id,x,y\n10,1.5,p\n30,NA,\n");
  CHECK(network.numbers("x")[0] == 1.5);
  CHECK(std::isnan(network.numbers("x")[1]));
  CHECK(std::isnan(network.numbers("x")[2]));
  CHECK(std::get<1>(network.column("y")->values) == Texts{"p", "", ""});
}

TEST_CASE("malformed columns are refused with their line") {
  CHECK(refused("0 1\n", "0 1\n0 2\n") == "b.txt:2: agent '0' has a second row; the first is on line 1");
  CHECK(refused("0 1\n", "0 1\n1 2 3\n") == "b.txt:2: 3 fields, but the first row has 2");
  CHECK(refused("0 1\n", "0\n1\n") == "b.txt:1: one column, where an agent and a value are needed");
  CHECK(refused("0 1\n", "# x\n") == "b.txt: there are no rows in it");
  CHECK(refused("0 1\n", "id,x,x\n") == "b.txt:1: there is a column 'x' already; give it another name");
}

TEST_CASE("columns of agents without rows are not endless") {
  std::string header = "id";
  for (int c = 0; c < 2000; ++c) header += " c" + std::to_string(c);
  std::string ties;
  for (int i = 0; i < 20000; ++i) ties += std::to_string(i) + " 0\n";
  CHECK(refused(ties, header + "\n") ==
        "b.txt:1: 2000 columns of 20000 agents are far more than a file of this size tells; is it the file "
        "that "
        "was meant?");
}

TEST_CASE("notes stay with a part of the network") {
  const Network network = with_columns("0 1\n1 2\n", "0 2\n8 3\n");
  const std::vector<Agent> keep = {0, 1};
  CHECK(subnetwork(network, keep).notes == network.notes);
  CHECK(network.notes.size() == 1);
}

}  // namespace heed

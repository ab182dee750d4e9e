#include "heed/graphs/file.hpp"

#include "catch.hpp"
#include "unit/core/temporary_folder.hpp"

namespace heed {

using graphs::File;
using tests::TemporaryFolder;

TEST_CASE("a network comes from a file with its columns, the same for any seed") {
  const TemporaryFolder folder;
  File source;
  source.file = {"a.txt", folder.write("a.txt", "0 1\n1 2\n")};
  source.columns = {"b.txt", folder.write("b.txt", "0 5\n1 6\n2 7\n")};
  for (const std::uint64_t seed : {1u, 2u}) {
    const Network network = source.make(seed);
    CHECK(network.graph.edges() == 4);
    CHECK(network.numbers("community") == std::vector<double>{5, 6, 7});
  }
}

TEST_CASE("the options of a file source are those of the reader") {
  const TemporaryFolder folder;
  File source;
  source.file.written = folder.write("a.graph", "0 1 2\n1 1 3\n");
  source.format = "edges";
  source.directed = source.reverse = source.self_loops = true;
  Network network = source.make(0);
  CHECK(network.graph.hears(1).size() == 2);
  CHECK(network.graph.hears(0).empty());
  CHECK(network.graph.weighted());
  source.weights = source.self_loops = false;
  network = source.make(0);
  CHECK(network.graph.edges() == 1);
  CHECK_FALSE(network.graph.weighted());
}

TEST_CASE("a source without a file says what to set") {
  CHECK_THROWS_AS(File{}.make(0), Error);
  CHECK(TemporaryFolder{}.message([] { File{}.make(0); }) ==
        "graph: no file is named; set 'file' to the path of one");
}

}  // namespace heed

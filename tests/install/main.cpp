// Prints the version of heed and how many ties a graph of three agents has.
#include <iostream>

#include <heed/core/version.hpp>
#include <heed/graph/graph.hpp>

int main() {
  const heed::Graph graph(3, heed::both_ways({{0, 1}, {1, 2}}));
  std::cout << heed::version() << ' ' << graph.edges() << '\n';
}

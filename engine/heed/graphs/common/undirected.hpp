#pragma once
#include "heed/graph/network.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace heed::graphs {

/// The network in which each of the ties is heard both ways. O(N + E).
inline Network undirected(Agent agents, std::vector<Tie> ties) {
  Network out;
  out.graph = Graph(agents, both_ways(std::move(ties)));
  return out;
}

/// Sets the communities, 0 … count-1, and names them "0", "1", …
inline void set_communities(Network& network, std::vector<std::int32_t> community, std::size_t count) {
  network.community = std::move(community);
  network.community_names.clear();
  for (std::size_t c = 0; c < count; ++c) network.community_names.push_back(std::to_string(c));
}

}  // namespace heed::graphs

#pragma once
#include "heed/graph/graph.hpp"

#include <cstdint>
#include <vector>

namespace heed {

/// Who is within reach of whom, and how far: a graph, and for each of its ties the number of ties between the
/// two on the graph it came from; 0 for an agent and itself. Empty `hops`: all 1.
struct Reach {
  Graph graph;
  std::vector<std::int8_t> hops;

  int hop(Edge e) const { return hops.empty() ? 1 : hops[static_cast<std::size_t>(e)]; }
};

/// Everyone at most `hops` ties away, by breadth-first search from each agent, in parallel; agents themselves
/// only where the graph has such a tie. Ties of one hop keep their weight, further ones weigh 1. O(ties found
/// · mean degree).
Reach within_hops(const Graph& graph, int hops);

/// The same with each agent tied to itself (weight 1, 0 hops), or with no such ties.
Reach with_self_ties(const Reach& reach);
Reach without_self_ties(const Reach& reach);

}  // namespace heed

#pragma once
#include "heed/graph/graph.hpp"

#include <vector>

namespace heed {

/// The closed classes of a graph: sets of agents that hear each other, directly or not, and no one else.
/// Under fixed weights each keeps an opinion of its own for ever; one closed class that is aperiodic means
/// consensus (DeGroot 1974).
struct ClosedClasses {
  int count = 0;
  std::vector<int> of;  ///< the class of each agent, -1 for those in none
};

/// Strong components without a way out. O(N + E).
ClosedClasses closed_classes(const Graph& graph);

}  // namespace heed

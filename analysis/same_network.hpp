#pragma once
#include "analysis/results.hpp"
#include "heed/graph/graph.hpp"

namespace heed::analysis {

/// Throws Error (data) where a run kept its ties and they are not those of `graph`, which its scenario makes
/// now: of a graph that events change those of step 0. O(E).
void need_same_network(const Results& results, const Graph& graph);

}  // namespace heed::analysis

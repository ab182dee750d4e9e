#pragma once
#include "heed/core/random.hpp"
#include "heed/graph/graph.hpp"

namespace heed {

/// A random graph with the same degrees: double edge swaps, a-b and c-d to a-d and c-b, where this makes no
/// tie twice and none of an agent with itself. A tie heard both ways stays one, with one swap for the two;
/// ties heard one way trade among each other, so that who hears how many, and is heard by how many, stays.
/// Weights go with the hearer. Ties of an agent with itself stay.
///
/// swaps_per_tie   tries for each tie; 10 forget where they began (Milo, Kashtan, Itzkovitz, Newman, Alon
/// 2003) O(swaps) expected. Fosdick, Larremore, Nishimura, Ugander 2018, section 3 (simple graphs: refused
/// swaps count).
Graph rewired(const Graph& graph, Stream stream, double swaps_per_tie = 10);

}  // namespace heed

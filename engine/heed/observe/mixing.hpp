#pragma once
#include "heed/graph/graph.hpp"

#include <cstdint>
#include <span>

namespace heed {

/// How the ties of a graph fall on groups of agents: the trace and the margins of the mixing matrix.
struct Mixing {
  double total = 0;   ///< weight of all ties counted
  double inside = 0;  ///< share of it within groups, Σ_c e_cc
  double chance = 0;  ///< share expected within groups from the strengths alone, Σ_c a_c b_c
};

/// Counts directed ties by weight; a mutual graph, which holds each undirected tie both ways, gives the
/// undirected numbers. Ties of an agent with itself, and ties of agents in no group (-1), do not count.
/// Weights are 0 or more. `total` is 0 when nothing counts, and then the shares are 0.
///
/// group   N of them, 0 … C-1 or -1
/// O(N + E), memory O(min(64 C, N + E)). Same bits for any number of threads.
/// Newman 2003 (mixing patterns in networks), eqs. 1 and 2.
Mixing mixing(const Graph& graph, std::span<const std::int32_t> group);

}  // namespace heed

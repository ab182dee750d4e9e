#pragma once
#include "heed/graph/network.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace heed {

/// Two sides of a network, 0 and 1 for each agent, -1 for who is on neither.
using Sides = std::vector<std::int32_t>;

/// The two communities. Throws Error (data) where there are not two.
Sides community_sides(const Network& network);

/// Two sides found in the graph alone: by the sign of the slowest pattern of the random walk on its largest
/// connected part, ties taken both ways; agents elsewhere are on neither. None where the eigen-solver did not
/// converge, or there are no two sides. O(E) for each of some hundred steps. Shi and Malik 2000, eq. 11, cut
/// at 0.
std::optional<Sides> spectral_sides(const Graph& graph);

}  // namespace heed

#pragma once
#include "heed/graph/graph.hpp"

#include <optional>

namespace heed {

/// z where all ties go both ways, no one hears itself, and everyone hears z others. O(E log z).
std::optional<Edge> regular_degree(const Graph& graph);

/// Is it a periodic square lattice, numbered line by line, three or more to a side? O(N).
bool square_torus(const Graph& graph);

/// Has a regular graph no more triangles and squares than random ones of its degree z: those are Poisson with
/// means (z-1)³ / 6 and (z-1)⁴ / 8 (Bollobás 1980), and up to twice that and ten is taken for chance. Then
/// nearly everyone sees a tree. O(N z²).
bool locally_a_tree(const Graph& graph);

}  // namespace heed

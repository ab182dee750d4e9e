#pragma once
#include "heed/structure/sides.hpp"

namespace heed {

/// The conductance of a cut, Φ(S) = cut(S, S̄) / min(vol S, vol S̄) by tie weights, ties in both directions;
/// agents on neither side and ties of an agent with itself do not count. NaN where a side has no ties. O(E).
double conductance(const Graph& graph, const Sides& sides);

/// What the second eigenvalue of the random walk says of the best cut Φ of all: (1 - λ₂) / 2 ≤ Φ ≤
/// √(2 (1 - λ₂)) (Cheeger's inequality; Lawler and Sokal 1988, Sinclair and Jerrum 1989).
struct CheegerBounds {
  double low, high;
};
CheegerBounds cheeger_bounds(double second_eigenvalue);

}  // namespace heed

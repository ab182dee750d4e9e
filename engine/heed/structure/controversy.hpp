#pragma once
#include "heed/core/random.hpp"
#include "heed/structure/sides.hpp"

#include <optional>
#include <vector>

namespace heed {

/// Agents at which a walk ends, one flag for each.
using Absorbing = std::vector<char>;

/// The `count` agents of each side with the most ties (heard and hearing), ties between equals to the lower.
Absorbing most_tied(const Graph& graph, const Sides& sides, std::size_t count);
/// A random share of each side, rounded, at least one.
Absorbing random_share(const Sides& sides, double share, Stream stream);

/// Random-walk controversy, P_XX P_YY - P_XY P_YX, with P_AB the chance that a walk which ended on side B
/// began on side A, both sides as likely to begin at; solved exactly, as absorption probabilities of one
/// linear system.
///
/// 1: no walk ends on the other side; 0: where a walk ends says nothing of where it began. A walk goes from
/// hearer to heard over ties in proportion to weight, begins at any agent of its side that has a way to an
/// absorbing one, and ends at the first absorbing agent, at once where it begins at one. None where a side
/// has no such agents, or the system could not be solved. Garimella, De Francisci Morales, Gionis,
/// Mathioudakis 2018, section 4.1.
std::optional<double> controversy(const Graph& graph, const Sides& sides, const Absorbing& absorbing);

}  // namespace heed

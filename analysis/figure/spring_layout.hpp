#pragma once
#include <cstddef>
#include <utility>
#include <vector>

namespace heed::analysis {

/// A place in the unit square.
struct PlaceOnPage {
  double x = 0, y = 0;
};

/// Puts nodes so that those with a tie lie near each other and all others apart: springs along ties against
/// repulsion (Fruchterman and Reingold 1991, as in Boost.Graph, 200 iterations from places drawn at random,
/// of more than 1000 nodes fewer, down to 50).
///
/// nodes   how many          ties   pairs of different nodes, each once
/// Stretched to fill the square. The same places for the same ties, always. O(nodes² + ties) an iteration: a
/// second or two for 2000 nodes.
std::vector<PlaceOnPage> spring_layout(std::size_t nodes,
                                       const std::vector<std::pair<std::size_t, std::size_t>>& ties);

}  // namespace heed::analysis

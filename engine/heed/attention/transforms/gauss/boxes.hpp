#pragma once
#include "heed/core/matrix.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace heed {

/// A box of a grid, by its place along each of K dimensions.
template <int K> using Cell = std::array<std::int32_t, K>;

/// Between which numbers opinions lie, along each dimension.
template <int K> struct Bounds {
  std::array<double, K> low, high;
  double widest() const;  ///< the largest of high - low; NaN or infinite where an opinion is
};

/// Of x (N, K), N > 0.
template <int K> Bounds<K> bounds_of(const double* x, std::size_t agents);

/// Cubes of one side that cover all opinions: box c holds those in low + side · [c, c + 1).
template <int K> struct Grid {
  std::array<double, K> low;
  double side, per_side;  ///< and 1 / side
  Cell<K> last;           ///< the place of the last box along each dimension

  Cell<K> cell_of(const double* x) const;
};

/// The widest grid that there are numbers for.
inline constexpr double most_boxes_in_line = 1 << 29;

/// The grid of boxes of that side within those bounds, at most `most_boxes_in_line` along each dimension.
template <int K> Grid<K> grid_over(const Bounds<K>& bounds, double side);

/// Agents sorted into the boxes of a grid. Only boxes that hold someone are kept, so memory is O(N) whatever
/// the grid.
template <int K> struct Boxes {
  /// Room behind the last place, so that whole vectors can be read.
  static constexpr std::size_t margin = 16;

  std::vector<Cell<K>> cells;                ///< in lexicographic order
  std::vector<std::size_t> first;            ///< box b holds places [first[b], first[b + 1])
  std::vector<std::uint32_t> place;          ///< of each agent: by box, then by number
  std::array<std::vector<double>, K> where;  ///< opinions by place, less the origin; margin numbers behind

  std::size_t agents() const { return place.size(); }
};

/// The first of the cells, from `start` on, that is not before `cell`. O(log) of how far it is away.
template <int K>
std::size_t find_cell(std::span<const Cell<K>> cells, std::size_t start, const Cell<K>& cell);

/// Sorts x (N, K), one agent after the other, into `out`, whose memory is used again. A counting sort by
/// pieces of agents: O(N) and the boxes' own sort, the same order on any number of threads.
template <int K>
void sort_into_boxes(const double* x, std::size_t agents, const Grid<K>& grid,
                     const std::array<double, K>& origin, Boxes<K>& out);

}  // namespace heed

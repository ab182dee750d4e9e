#pragma once
#include "heed/core/matrix.hpp"
#include "heed/core/random.hpp"

#include <cmath>
#include <cstdint>

namespace heed::graphs {

/// Visits each cell of a ragged table, rows of length(row) cells, independently with the given probability:
/// visit(row, column), in order. O(rows + visits), by drawing the geometric number of cells in between
/// (Batagelj and Brandes 2005).
template <class Length, class Visit>
void visit_random_cells(Agent rows, Length length, double probability, Stream& stream, Visit visit) {
  if (probability <= 0) return;
  const double scale = 1 / std::log1p(-probability);
  const auto skipped = [&] {
    const double cells = std::log(1 - stream.uniform()) * scale;
    return cells < 0x1p62 ? static_cast<std::int64_t>(cells) : std::int64_t{1} << 62;
  };
  std::int64_t column = skipped();
  for (Agent row = 0; row < rows; ++row) {
    const std::int64_t cells = length(row);
    for (; column < cells; column += 1 + skipped()) visit(row, static_cast<Agent>(column));
    column -= cells;
  }
}

}  // namespace heed::graphs

#pragma once
#include "heed/attention/kernels/candidates.hpp"
#include "heed/core/memory.hpp"

#include <cstdint>
#include <vector>

namespace heed {

/// Entries past the end of all rows, so that kernels may fetch ahead.
inline constexpr std::size_t fetched_ahead = 64;

/// One slice of rows. Its k-th tie of lane l is entry first + k · lanes + l; all lanes have at least `full`
/// of `length` ties.
struct Slice {
  std::int64_t first;
  std::int32_t length, full;
  bool one_row;  ///< all lanes are parts of one long row
};

/// The rows of a graph laid out for vectors (sliced ELLPACK; Kreutzer et al. 2014): rows of similar length
/// side by side, one in each lane of 64 bytes, so that every row is reduced in the order of its own ties
/// whatever the width of the machine. A row above 512 ties is dealt over all lanes of a slice of its own.
///
/// Agents may be renumbered inside (`order`) so that those who hear each other lie close together; entries
/// are then places in that order. Ties that a fixed score closes (-∞) are left out.
template <class Real> struct SlicedRows {
  static constexpr std::size_t lanes = 64 / sizeof(Real);

  /// kept: the agents in the order in which their state is to be kept; empty for their own. O(N + E).
  SlicedRows(const Candidates& candidates, std::vector<Agent> kept);

  std::vector<Agent> order;
  std::vector<Slice> slices;
  std::vector<Agent> hearer;  ///< (slices, lanes): whose row it is, a place in the order; -1: nobody's
  std::vector<Real> ties;     ///< (slices, lanes): how many
  Buffer<Agent> heard;        ///< (entries)
  Buffer<Real> score, bias;   ///< (entries), or empty: fixed scores, and biases
  Real lowest_bias = 0, highest_bias = 0;
  /// Slices piece[p] … piece[p + 1] - 1 are one piece of work, of about 33 thousand ties.
  std::vector<std::size_t> piece;
};

}  // namespace heed

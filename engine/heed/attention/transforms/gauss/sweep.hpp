#pragma once
#include "heed/attention/transforms/gauss/boxes.hpp"

#include <span>

namespace heed {

/// A series that goes into another: which, and how many boxes above it stands.
struct SeriesPart {
  std::uint32_t from;
  std::int32_t offset;
};

/// A Gaussian in K dimensions is a product, so series are carried from box to box along one dimension after
/// the other: K sweeps over at most 2 reach + 1 boxes each, in place of one over (2 reach + 1)^K. Sweep d
/// takes series that stand at (hearer's place along dimensions before d; heard's from d on) one dimension
/// further.
template <int K> struct Sweep {
  std::vector<Cell<K>> cells;      ///< where the series made stand, in lexicographic order
  std::vector<std::size_t> first;  ///< series c is made of parts [first[c], first[c + 1])
  std::vector<SeriesPart> parts;
};

/// The sweep along `dimension` from the series at `from` towards those boxes of `hearers` (both in
/// lexicographic order): all series within reach along that dimension. O(parts · reach).
template <int K>
Sweep<K> plan_sweep(std::span<const Cell<K>> from, std::span<const Cell<K>> hearers, int dimension,
                    int reach);

}  // namespace heed

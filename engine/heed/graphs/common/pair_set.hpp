#pragma once
#include "heed/core/matrix.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace heed::graphs {

/// An ordered pair of agents as one number.
inline std::uint64_t ordered_pair(Agent a, Agent b) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(a)) << 32 | static_cast<std::uint32_t>(b);
}
/// The same number for (a, b) and (b, a).
inline std::uint64_t unordered_pair(Agent a, Agent b) {
  return a < b ? ordered_pair(a, b) : ordered_pair(b, a);
}

/// A set of up to `capacity` pairs of agents. Open addressing with linear probing (Knuth 1998, 6.4,
/// algorithms L and R); all calls O(1) expected, 8 bytes for each of at most 8/3 places per pair.
class PairSet {
 public:
  explicit PairSet(std::size_t capacity)
      : slots_(std::bit_ceil(capacity + capacity / 3 + 4), nothing), mask_(slots_.size() - 1) {}

  bool contains(std::uint64_t pair) const { return slots_[find(pair)] == pair; }

  /// Fetches the place of a pair that will soon be asked for into the cache.
  void prefetch(std::uint64_t pair) const { __builtin_prefetch(&slots_[home(pair)], 1); }

  /// True when the pair was not there before.
  bool insert(std::uint64_t pair) {
    std::uint64_t& slot = slots_[find(pair)];
    if (slot == pair) return false;
    slot = pair;
    return true;
  }

  void erase(std::uint64_t pair) {
    std::size_t hole = find(pair);
    if (slots_[hole] != pair) return;
    // Later pairs of the same run move up, unless that would put them before their own place.
    for (std::size_t at = (hole + 1) & mask_; slots_[at] != nothing; at = (at + 1) & mask_) {
      const std::size_t from_home = (at - home(slots_[at])) & mask_;
      if (from_home < ((at - hole) & mask_)) continue;
      slots_[hole] = slots_[at];
      hole = at;
    }
    slots_[hole] = nothing;
  }

 private:
  static constexpr std::uint64_t nothing = ~std::uint64_t{0};

  std::size_t home(std::uint64_t pair) const {
    pair = (pair ^ pair >> 32) * 0x9e3779b97f4a7c15;
    return (pair ^ pair >> 29) & mask_;
  }
  /// Where the pair is, or the free place where it would go.
  std::size_t find(std::uint64_t pair) const {
    std::size_t at = home(pair);
    while (slots_[at] != pair && slots_[at] != nothing) at = (at + 1) & mask_;
    return at;
  }

  std::vector<std::uint64_t> slots_;
  std::size_t mask_;
};

}  // namespace heed::graphs

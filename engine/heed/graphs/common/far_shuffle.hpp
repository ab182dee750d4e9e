#pragma once
#include "heed/core/matrix.hpp"
#include "heed/core/random.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace heed::graphs {

/// Puts agents in uniformly random order, however many: each goes into one of 256 parts at random, then each
/// part, small enough for the cache, is shuffled by itself (Rao 1961, Sandelius 1962). O(n).
inline void far_shuffle(std::vector<Agent>& items, Stream& stream) {
  if (items.size() < std::size_t{1} << 16) return shuffle(items, stream);
  std::vector<std::uint8_t> part(items.size());
  for (std::size_t i = 0, bits = 0; i < part.size(); ++i, bits >>= 8) {
    if (i % 4 == 0) bits = stream();
    part[i] = static_cast<std::uint8_t>(bits);
  }
  std::array<std::size_t, 257> start{};
  for (const std::uint8_t p : part) ++start[p + 1u];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::array<std::size_t, 257> next = start;
  std::vector<Agent> out(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) out[next[part[i]]++] = items[i];
  for (std::size_t p = 0; p < 256; ++p) {
    std::span<Agent> own = std::span(out).subspan(start[p], start[p + 1] - start[p]);
    shuffle(own, stream);
  }
  items = std::move(out);
}

}  // namespace heed::graphs

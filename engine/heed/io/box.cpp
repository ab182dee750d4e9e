#include "heed/io/box.hpp"

#include <algorithm>
#include <limits>

namespace heed {

std::size_t product_of(const std::vector<std::size_t>& lengths) {
  if (std::find(lengths.begin(), lengths.end(), 0U) != lengths.end()) return 0;
  constexpr std::size_t largest = std::numeric_limits<std::size_t>::max();
  std::size_t out = 1;
  for (const std::size_t length : lengths) out = out > largest / length ? largest : out * length;
  return out;
}

Box box_at(const std::vector<std::size_t>& shape, std::size_t first, std::size_t count) {
  Box box{std::vector<std::size_t>(shape.size()), std::vector<std::size_t>(shape.size(), 1)};
  bool whole = true;  // along all axes after this one
  for (std::size_t a = shape.size(); a-- > 0; first /= shape[a]) {
    box.start[a] = first % shape[a];
    if (!whole) continue;
    box.lengths[a] = std::min(shape[a] - box.start[a], count);
    count /= shape[a];
    whole = box.lengths[a] == shape[a] && count > 0;
  }
  return box;
}

}  // namespace heed

#pragma once
#include <cstddef>
#include <vector>

namespace heed {

/// Part of an array, along each axis.
struct Box {
  std::vector<std::size_t> start, lengths;
};

/// The product of lengths; the largest number there is where that is larger.
std::size_t product_of(const std::vector<std::size_t>& lengths);

/// The places of an array in their order, the last axis fastest, from `first` on: the most of the next
/// `count` that are together a box. There must be as many.
Box box_at(const std::vector<std::size_t>& shape, std::size_t first, std::size_t count);

}  // namespace heed

#pragma once
#include "heed/core/matrix.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <vector>

namespace heed {

/// N keys of D numbers (N, D) in nested boxes: a k-d tree (Bentley 1975) halved at the median of its widest
/// side, in one array. A box knows its lowest agent, so that boxes full of ties can be left out as well as
/// those far away. Building is O(N log N), in parallel, the same on any number of threads.
template <class Real, int D> class NearestTree {
 public:
  static constexpr std::size_t leaf_size = 16;
  struct Item {
    std::array<Real, D> key;
    Agent agent;
  };
  struct Box {
    std::array<Real, D> low, high;
    Agent lowest;
  };

  /// At least one key, all finite.
  explicit NearestTree(const Matrix<Real>& keys);

  /// Boxes are numbered as in a heap: box b holds boxes 2b and 2b + 1, and those from leaves() on hold items.
  const Box& box(std::size_t number) const { return boxes_[number]; }
  std::size_t leaves() const { return boxes_.size() / 2; }
  /// The first item of a leaf; that of leaf leaves() is N.
  std::size_t first(std::size_t leaf) const { return (leaf * items_.size()) >> depth_; }
  const Item& item(std::size_t place) const { return items_[place]; }

 private:
  void divide(std::size_t number, std::size_t leaf, std::size_t width);

  std::vector<Item> items_;
  std::vector<Box> boxes_;
  int depth_ = 0;
};

template <class Real, int D> NearestTree<Real, D>::NearestTree(const Matrix<Real>& keys) {
  const auto n = static_cast<std::size_t>(keys.rows());
  const std::size_t leaves = std::bit_ceil((n + leaf_size - 1) / leaf_size);
  depth_ = std::countr_zero(leaves);
  boxes_.resize(2 * leaves);
  items_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    std::copy_n(keys.data() + i * D, D, items_[i].key.begin());
    items_[i].agent = static_cast<Agent>(i);
  }
  for (std::size_t width = leaves, level = 1; width > 0; width /= 2, level *= 2)
    for_blocks(level, std::max<std::size_t>(1, 256 / width), [&](std::size_t from, std::size_t to) {
      for (std::size_t b = from; b < to; ++b) divide(level + b, b * width, width);
    });
}

/// Measures the box over `width` leaves from `leaf` on, and puts the smaller half of its items first.
template <class Real, int D>
void NearestTree<Real, D>::divide(std::size_t number, std::size_t leaf, std::size_t width) {
  const auto at = [this](std::size_t l) { return items_.begin() + static_cast<std::ptrdiff_t>(first(l)); };
  const auto from = at(leaf), to = at(leaf + width);
  Box& box = boxes_[number];
  box = {from->key, from->key, from->agent};
  for (auto item = from; item != to; ++item) {
    for (std::size_t c = 0; c < D; ++c) {
      box.low[c] = std::min(box.low[c], item->key[c]);
      box.high[c] = std::max(box.high[c], item->key[c]);
    }
    box.lowest = std::min(box.lowest, item->agent);
  }
  if (width == 1) return;
  std::size_t side = 0;
  for (std::size_t c = 1; c < D; ++c)
    if (box.high[c] - box.low[c] > box.high[side] - box.low[side]) side = c;
  // Equal keys go by agent, so that a box of ties has low agents or high ones.
  std::nth_element(from, at(leaf + width / 2), to, [side](const Item& a, const Item& b) {
    return a.key[side] < b.key[side] || (a.key[side] == b.key[side] && a.agent < b.agent);
  });
}

}  // namespace heed

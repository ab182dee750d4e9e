#pragma once
// Only for files *.simd.cpp: what the forward and the backward pass of dense attention share.
#include "heed/layers/kernels/dense.hpp"
#include "heed/layers/kernels/product.hpp"
#include "heed/layers/kernels/tile.hpp"
#include "heed/simd/math.hpp"

namespace heed::HEED_INSTRUCTIONS {

using layers::dense_group;
using layers::dense_tile;
using layers::DenseHead;

/// Rows [first, last) times `scale`, each filled up with zeros to `padded` numbers.
template <class Real>
void copy_rows(const Real* from, const DenseHead<Real>& head, std::size_t first, std::size_t last, Real scale,
               std::size_t padded, Real* to) {
  for (std::size_t i = first; i < last; ++i, to += padded) {
    const Real* row = from + static_cast<std::ptrdiff_t>(i) * head.row_step;
    for (std::size_t d = 0; d < head.depth; ++d) to[d] = row[d] * scale;
    std::fill(to + head.depth, to + padded, Real(0));
  }
}

/// Rows [first, last), at most a tile, turned: panels of (depth, panel_width), filled up with zeros.
template <class Real>
void turn_rows(const Real* from, const DenseHead<Real>& head, std::size_t first, std::size_t last, Real* to) {
  constexpr std::size_t width = layers::panel_width<Real>;
  std::fill(to, to + dense_tile * head.depth, Real(0));
  for (std::size_t j = 0; first + j < last; ++j) {
    const Real* row = from + static_cast<std::ptrdiff_t>(first + j) * head.row_step;
    Real* column = to + j / width * width * head.depth + j % width;
    for (std::size_t d = 0; d < head.depth; ++d) column[d * width] = row[d];
  }
}

/// out (rows, dense_tile) = the products of rows of `padded` numbers with a tile of turned ones.
template <class Real>
void multiply_turned(const Real* rows, std::size_t count, std::size_t padded, const Real* turned,
                     std::size_t depth, std::size_t keys, Real* out) {
  constexpr std::size_t width = layers::panel_width<Real>;
  for (std::size_t p = 0; p < keys; p += width) {
    for (std::size_t k = 0; k < count; ++k) std::fill_n(out + k * dense_tile + p, width, Real(0));
    add_product<Real>({.a = rows,
                       .a_row = static_cast<std::ptrdiff_t>(padded),
                       .a_step = 1,
                       .b = turned + p * depth,
                       .b_step = width,
                       .c = out + p,
                       .c_row = dense_tile,
                       .rows = count,
                       .depth = depth,
                       .width = width});
  }
}

/// The place of a pair in the table of biases.
template <class Real> std::size_t bias_index(const DenseHead<Real>& head, std::size_t i, std::size_t j) {
  const std::int32_t apart = head.key_place[j] - head.query_place[i];
  return static_cast<std::size_t>(std::clamp(apart, -head.reach, head.reach) + head.reach);
}

template <class Real>
void add_bias(const DenseHead<Real>& head, std::size_t i, std::size_t first, std::size_t count,
              Real* exponent) {
  if (!head.bias) return;
  for (std::size_t j = 0; j < count; ++j) exponent[j] += head.bias[bias_index(head, i, first + j)];
}

/// Keys of the tile at `first` that hearer i hears.
template <class Real> std::size_t heard_of(const DenseHead<Real>& head, std::size_t i, std::size_t first) {
  const std::size_t limit = head.limit(i);
  return limit > first ? std::min(limit - first, dense_tile) : 0;
}

}  // namespace heed::HEED_INSTRUCTIONS

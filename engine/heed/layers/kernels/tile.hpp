#pragma once
// Only for files *.simd.cpp: the product of small matrices that everything here is made of.
#include "heed/simd/pack.hpp"

#include <algorithm>
#include <cstddef>

namespace heed::HEED_INSTRUCTIONS {

/// c += a b, for a (rows, depth) with any steps, b (depth, width) and c (rows, width) with rows in one piece;
/// width in whole blocks of 64 bytes.
template <class Real> struct TileProduct {
  const Real* a;
  std::ptrdiff_t a_row, a_step;  ///< from a row to the next, and along the depth
  const Real* b;
  std::ptrdiff_t b_step;
  Real* c;
  std::ptrdiff_t c_row;
  std::size_t rows, depth, width;
};

/// Rows [row, row + M) and N registers from `column` on, all in registers. Each number of c is summed one
/// fused step after the other along the depth, so that neither the shape of tiles nor the width of a register
/// shows in its bits.
template <int M, int N, class Real>
void add_tile(const TileProduct<Real>& product, std::size_t row, std::size_t column) {
  using P = Pack<Real>;
  const Real* a = product.a + static_cast<std::ptrdiff_t>(row) * product.a_row;
  const Real* b = product.b + column;
  Real* c = product.c + static_cast<std::ptrdiff_t>(row) * product.c_row + column;
  P sum[M][N];
  for (int m = 0; m < M; ++m)
    for (int n = 0; n < N; ++n) sum[m][n] = P::load(c + m * product.c_row + n * P::lanes);
  for (std::size_t k = 0; k < product.depth; ++k, a += product.a_step, b += product.b_step) {
    P right[N];
    for (int n = 0; n < N; ++n) right[n] = P::load(b + n * P::lanes);
    for (int m = 0; m < M; ++m) {
      const P left = P::of(a[m * product.a_row]);
      for (int n = 0; n < N; ++n) sum[m][n] = fused(left, right[n], sum[m][n]);
    }
  }
  for (int m = 0; m < M; ++m)
    for (int n = 0; n < N; ++n) sum[m][n].store(c + m * product.c_row + n * P::lanes);
}

template <int N, class Real> void add_columns(const TileProduct<Real>& product, std::size_t column) {
  std::size_t row = 0;
  for (; row + 6 <= product.rows; row += 6) add_tile<6, N>(product, row, column);
  for (; row + 2 <= product.rows; row += 2) add_tile<2, N>(product, row, column);
  if (row < product.rows) add_tile<1, N>(product, row, column);
}

template <class Real> void add_product(const TileProduct<Real>& product) {
  constexpr bool many_registers = Pack<Real>::lanes == block_lanes<Real>;  // 32, or 16 narrower ones
  constexpr int at_once = many_registers ? 4 : 2;
  constexpr std::size_t step = at_once * Pack<Real>::lanes;
  std::size_t column = 0;
  for (; column + step <= product.width; column += step) add_columns<at_once>(product, column);
  for (; column < product.width; column += Pack<Real>::lanes) add_columns<1>(product, column);
}

}  // namespace heed::HEED_INSTRUCTIONS

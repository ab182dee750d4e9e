#pragma once
#include "heed/simd/instructions.hpp"

#include <cstddef>

namespace heed {

/// The longest series along one dimension that there is room for.
inline constexpr int longest_series = 32;

/// Some agents of one box, at most `most_in_piece`: the pieces in which moments are taken and series
/// evaluated.
struct BoxPiece {
  const double* where[3];  ///< by dimension; readable up to 16 places behind the last
  std::size_t agents;
  double middle[3];  ///< of the box
  double per_side;   ///< 2 / side: takes what is inside to -1 … 1
};
inline constexpr std::size_t most_in_piece = 512;

/// The inner loops of the fast Gauss transform by boxes. Arrays by number of topics less 1. Sums over agents
/// go over 8 lanes, or over agents in order, on every instruction set.
struct GaussBoxKernels {
  /// c += aᵀ b for a (inner, rows), b (inner, columns), c (rows, columns); columns a multiple of 8. `next`
  /// and strides: from row to row of them in memory.
  void (*multiply_add)(const double* a, std::ptrdiff_t next, const double* b, std::ptrdiff_t b_stride,
                       int inner, int rows, int columns, double* c, std::ptrdiff_t c_stride);
  /// out_(a, b …) = Σ_j T_a(u_j) T_b(v_j) … over the agents of a piece: `order` rows, which are the first
  /// dimension; the others flattened and filled up with zeros to a multiple of 8. For one topic a single row.
  void (*moments[3])(const BoxPiece& piece, int order, double* out);
  /// value = Σ series_(…, a, b) … T_a(u) T_b(v) and slope[k] = its derivative along k in units of half a
  /// side, for each agent of a piece. Series have the last dimension as rows, the others flattened in order.
  /// Writes up to 16 numbers too many.
  void (*evaluate[3])(const BoxPiece& piece, int order, const double* series, double* value,
                      double* const* slope);
};

/// Places [first, last).
struct Places {
  std::size_t first, last;
};

/// One agent and those it is compared with. Weights are relative to that of someone at `nearest`:
/// w_j = 2^(scale · (|x_j - own|² - |nearest - own|²)), scale < 0.
struct Near {
  const double* where[3];  ///< by dimension; readable up to 16 places behind the last
  const Places* places;
  std::size_t count;
  double own[3], nearest[3];
  double scale;
};
struct NearSum {
  double weight, pull[3];  ///< Σ w_j, Σ w_j (x_j - nearest)
};

/// Sums over agents near one, by number of topics less 1; over 8 lanes on every instruction set.
struct GaussNearKernels {
  NearSum (*sum[3])(const Near& near);
  /// The place of the nearest to `own`, the first of equals. There must be someone.
  std::size_t (*nearest[3])(const Near& near);
};

}  // namespace heed

HEED_KERNELS(heed::GaussBoxKernels, gauss_box_kernels)
HEED_KERNELS(heed::GaussNearKernels, gauss_near_kernels)

#pragma once
#include "heed/simd/instructions.hpp"

#include <cstddef>
#include <cstdint>

namespace heed::layers {

/// Hearers and keys that are looked at together: their weights fit the second cache.
inline constexpr std::size_t dense_group = 48, dense_tile = 128;
/// Hearers in one piece of work of the forward pass.
inline constexpr std::size_t dense_rows = 384;

/// One head of one sequence: S hearers and S' keys of `depth` numbers each, rows `row_step` apart. Hearer i
/// hears keys 0 … limit(i) - 1, and heeds key j with the weight
///
///     a_ij = 2^(slope q_i·k_j + bias[clamp(key_place_j - query_place_i, ±reach) + reach] - best_i) / Σ
template <class Real> struct DenseHead {
  const Real *query, *key, *value;
  std::ptrdiff_t row_step;
  std::size_t hearers, keys, depth;
  std::size_t length;  ///< keys that may be heard at all
  bool causal;         ///< hearer i hears none after key i
  Real slope;          ///< 1 / (√depth T ln 2)
  const Real* bias;    ///< (2 reach + 1) in powers of two, or null
  std::int32_t reach;
  const std::int32_t *query_place, *key_place;  ///< (S), (S'); read only where there is a bias

  std::size_t limit(std::size_t i) const { return causal && i + 1 < length ? i + 1 : length; }
};

/// out_i = Σ_j a_ij v_j, 0 where no one is heard. Kept for the way back: the largest exponent of each row and
/// one over the sum of its powers.
template <class Real> struct DenseForward {
  DenseHead<Real> head;
  Real* out;             ///< (S, depth), rows row_step apart
  Real *best, *inverse;  ///< (S)
};

/// The gradients of a loss, from that for `out`; weights are computed again. With p = a_ij and d = dL/dout:
///
///     dL/dv_j = Σ_i p d_i      dL/dlogit_ij = p (d_i·v_j - d_i·out_i)      and so for q, k and the bias
///
/// for the keys [first, last) only, and their part of what goes to the queries.
template <class Real> struct DenseBackward {
  DenseHead<Real> head;
  const Real *grad_out, *out;  ///< (S, depth), rows row_step apart
  const Real *best, *inverse;
  std::size_t first, last;
  Real* query;        ///< (S, padded depth), filled with zeros before: this part of q's gradient
  Real *key, *value;  ///< rows row_step apart: written
  Real* bias;         ///< (2 reach + 1), filled with zeros before, or null
};

/// A depth filled up to whole blocks of 64 bytes.
template <class Real> constexpr std::size_t padded(std::size_t depth) {
  constexpr std::size_t block = 64 / sizeof(Real);
  return (depth + block - 1) / block * block;
}

/// Does hearers [first, last), at most dense_rows.
template <class Real>
using DenseForwardFunction = void (*)(const DenseForward<Real>& task, std::size_t first, std::size_t last);
template <class Real> using DenseBackwardFunction = void (*)(const DenseBackward<Real>& task);

struct DenseForwardKernels {
  DenseForwardFunction<float> for_float;
  DenseForwardFunction<double> for_double;
};
struct DenseBackwardKernels {
  DenseBackwardFunction<float> for_float;
  DenseBackwardFunction<double> for_double;
};

}  // namespace heed::layers

HEED_KERNELS(heed::layers::DenseForwardKernels, dense_forward_kernels)
HEED_KERNELS(heed::layers::DenseBackwardKernels, dense_backward_kernels)

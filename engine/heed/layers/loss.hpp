#pragma once
#include "heed/core/matrix.hpp"

#include <cstdint>
#include <span>

namespace heed::layers {

/// How far outputs are from what they should be, and its gradient for the outputs: where the way back starts.
template <class Real> struct Loss {
  double value = 0;
  Matrix<Real> gradient;
};

/// Σ_i w_i |out_i - target_i|² / (C Σ_i w_i), for outputs and targets (rows, C).
///
/// weight (rows)   what each row counts, 0 for a row left out; empty: all rows alike
/// Throws Error (data) where shapes differ, a weight is negative or all are 0, Error (numeric) where a loss
/// is not finite, naming the row.
template <class Real>
Loss<Real> squared_error(const Matrix<Real>& out, const Matrix<Real>& target,
                         std::span<const Real> weight = {});

/// -Σ_i w_i ln p_i / Σ_i w_i in nats, where p_i = softmax(logits_i) at target_i.
///
/// logits (rows, C)      target (rows) 0 … C-1, not read where the weight is 0      weight and errors as
/// above
template <class Real>
Loss<Real> cross_entropy(const Matrix<Real>& logits, std::span<const std::int32_t> target,
                         std::span<const Real> weight = {});

}  // namespace heed::layers

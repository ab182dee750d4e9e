#pragma once
#include "heed/layers/hearing.hpp"

namespace heed::layers {

/// What the heads of an attention layer ask, are found by, and say; what is added to their logits; and who
/// hears whom. Head h of H has columns h·D/H … of each.
///
///     logit_ij = scale q_i·k_j + bias_ij        a_i = softmax(logit_i) over those i hears
template <class Real> struct Said {
  const Matrix<Real>& query;  ///< (B S, D)
  const Matrix<Real>& key;    ///< (B S', D)
  const Matrix<Real>& value;  ///< (B S', D)
  const Matrix<Real>& bias;   ///< (biases, H), or empty
  const Hearing& hearing;
  AttentionShape shape;
  Real scale;  ///< 1 / (√(D/H) T)

  /// Row i of head h in sequence b, of a query, key or value.
  auto head(const Matrix<Real>& m, Index sequence, Index of_head, Index i) const {
    const Index rows = m.rows() / shape.sequences;
    return m.row(sequence * rows + i).segment(of_head * shape.depth, shape.depth);
  }
  auto head(Matrix<Real>& m, Index sequence, Index of_head, Index i) const {
    const Index rows = m.rows() / shape.sequences;
    return m.row(sequence * rows + i).segment(of_head * shape.depth, shape.depth);
  }
};

/// Gradients of a loss for what was said, of the same shapes. Passes write the first three and add to `bias`.
template <class Real> struct SaidGradient {
  Matrix<Real> query, key, value;
  Matrix<Real>& bias;
};

}  // namespace heed::layers

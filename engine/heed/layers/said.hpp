#pragma once
#include "heed/layers/hearing.hpp"

namespace heed::layers {

/// How a query and a key make a score s. The first needs neither; the last two are those of graph attention,
/// with leaky(x) = x above 0 and 0.2 x below (`scoring.hpp`), and work over edges only.
enum class Scoring {
  uniform,  ///< 0: all alike, but for biases
  dot,      ///< q_i · k_j
  gat,      ///< leaky(q_i + k_j), queries and keys of one number (Veličković et al. 2018, eq. 3)
  gatv2     ///< u · leaky(q_i + k_j) (Brody, Alon, Yahav 2022, eq. 7)
};

/// What the heads of an attention layer ask, are found by, and say; what is added to their logits; and who
/// hears whom. Head h of H has columns h·D/H … of each.
///
///     logit_ij = scale s(q_i, k_j) + bias_ij        a_i = softmax(logit_i) over those i hears
template <class Real> struct Said {
  const Matrix<Real>& query;  ///< (B S, D); gat: (B S, H); uniform: (B S, 0)
  const Matrix<Real>& key;    ///< (B S', …) likewise
  const Matrix<Real>& value;  ///< (B S', D)
  const Matrix<Real>& bias;   ///< (biases, H), or empty
  const Hearing& hearing;
  AttentionShape shape;
  Real scale;  ///< 1 / (√(D/H) T)
  Scoring scoring = Scoring::dot;
  const Matrix<Real>* direction = nullptr;  ///< u (1, D) of gatv2

  /// Row i of head h in sequence b, of a query, key or value.
  auto head(const Matrix<Real>& m, Index sequence, Index of_head, Index i) const {
    const Index rows = m.rows() / shape.sequences, depth = m.cols() / shape.heads;
    return m.row(sequence * rows + i).segment(of_head * depth, depth);
  }
  auto head(Matrix<Real>& m, Index sequence, Index of_head, Index i) const {
    const Index rows = m.rows() / shape.sequences, depth = m.cols() / shape.heads;
    return m.row(sequence * rows + i).segment(of_head * depth, depth);
  }
};

/// Gradients of a loss for what was said, of the same shapes. Passes write the first three and add to the
/// others.
template <class Real> struct SaidGradient {
  Matrix<Real> query, key, value;
  Matrix<Real>& bias;
  Matrix<Real>* direction = nullptr;
};

}  // namespace heed::layers

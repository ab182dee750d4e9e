#pragma once
#include "heed/layers/dense_attention.hpp"
#include "heed/layers/linear.hpp"
#include "heed/layers/sparse_attention.hpp"

namespace heed::layers {

struct AttentionOptions {
  Index width = 0;         ///< D: of hearers, and of what they are told
  Index heads = 1;         ///< H; a whole number of them makes D
  Index context = 0;       ///< width of those heard; 0: D
  double temperature = 1;  ///< T above 0: near 0 the best is heeded only, at large T all alike
  Index top_k = 0;         ///< each hears only the k it would heed most; 0: all
  Index biases = 0;        ///< rows of the learned table of biases; 0: none
};

/// Multi-head attention (Vaswani et al. 2017, section 3.2.2), with the operator of the engine in each head:
///
///     q = W_q x + b_q     k = W_k c + b_k     v = W_v c + b_v     (D each, H heads of D/H)
///     a_i = softmax over j heard by i of  q_i·k_j / (√(D/H) T) + bias_ij        y_i = W_o [Σ_j a_ij
///     v_j]_heads + b_o
///
/// Hearers x hear themselves (c = x), or a context c. The bias is a number of a learned table (biases, H):
/// row clamp(key_place - query_place, ±w) + w for 2 w + 1 rows, or what each edge says; it is outside of the
/// temperature. A hearer that hears no one gets b_o.
///
/// Where all pairs are heard weights are never held (`dense_attention`); with edges or top_k one number is
/// for each edge and head (`sparse_attention`).
template <class Real> class Attention {
 public:
  struct Cache {
    Matrix<Real> x, context;  ///< inputs; no context where hearers hear themselves
    bool itself = true;
    Hearing hearing;
    Matrix<Real> query, key, value, mixed;  ///< mixed: Σ_j a_ij v_j of all heads (B S, D)
    DenseKept<Real> dense;
    SparseKept<Real> sparse;
  };

  Attention() = default;
  /// Throws Error (data) where heads do not divide the width, or a number is out of range.
  Attention(const AttentionOptions& options, Stream& stream);

  /// x (B S, D) to the same shape, each sequence hearing itself. Throws Error (data) where shapes do not fit,
  /// Error (numeric) where queries or keys are not finite, or their products too large.
  Matrix<Real> forward(const Matrix<Real>& x, const Hearing& hearing, Cache& cache) const;
  /// x (B S, D) hearing context (B S', C).
  Matrix<Real> forward(const Matrix<Real>& x, const Matrix<Real>& context, const Hearing& hearing,
                       Cache& cache) const;

  /// grad_out (B S, D) to dL/dx, adding to the gradients of the parameters.
  Matrix<Real> backward(const Matrix<Real>& grad_out, const Cache& cache);
  /// The same, with dL/dcontext written.
  Matrix<Real> backward(const Matrix<Real>& grad_out, const Cache& cache, Matrix<Real>& grad_context);

  /// The weights a (S, S') of one head in one sequence, for people to look at.
  Matrix<Real> weights(const Cache& cache, Index sequence, Index head) const;

  /// "query", "key", "value", "output", each ".weight" and ".bias"; "bias" (biases, H) where there is one.
  void parameters(const Visit<Real>& visit);

 private:
  Said<Real> said(const Cache& cache) const;
  Matrix<Real> mix(Cache& cache) const;
  Matrix<Real> forward(Cache& cache) const;
  SaidGradient<Real> unmix(const Matrix<Real>& grad_out, const Cache& cache);

  AttentionOptions options_;
  Linear<Real> query_, key_, value_, output_;
  Parameter<Real> bias_;
};

}  // namespace heed::layers

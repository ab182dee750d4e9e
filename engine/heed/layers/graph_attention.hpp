#pragma once
#include "heed/layers/dropout.hpp"
#include "heed/layers/linear.hpp"
#include "heed/layers/sparse_attention.hpp"

namespace heed::layers {

struct GraphAttentionOptions {
  Index width = 0;  ///< D
  Index heads = 1;  ///< H; a whole number of them makes D
  Scoring scoring = Scoring::gat;
  double temperature = 1;        ///< T above 0
  std::vector<double> biases{};  ///< added to the logits of edges, by the number an edge has; empty: none
  bool learn_biases = false;     ///< those are where learning begins, or else what they stay
  double dropout = 0;            ///< of weights
};

/// What each place takes over from those it has an edge to, the values being what they are:
///
///     a_i = softmax over the edges e of i of  scale s(q_i, k_j) / T + b_e        y_i = Σ_j a_ij x_j
///
/// The query and the key of each are linear in x (D): maps W_q x + c_q and W_k x + c_k of all of it (dot,
/// scale 1/√(D/H)), one number for each head and its part of x (gat), or W_q x + c_q and x itself (gatv2).
/// Put a linear map before it and a bend behind it, and it is the layer of Veličković et al. 2018, eq. 4, or
/// with `gatv2` that of Brody, Alon and Yahav 2022; `uniform` takes the mean, as graph convolution does.
///
/// The table of biases is one for all heads. A place without edges gets 0.
template <class Real> class GraphAttention {
 public:
  struct Cache {
    Matrix<Real> x, query, key, mixed;
    Hearing hearing;
    SparseKept<Real> kept;
    Matrix<Real> bias;  ///< (biases, H)
  };

  GraphAttention() = default;
  /// Throws Error (data) where heads do not divide the width, or a number is out of range.
  GraphAttention(const GraphAttentionOptions& options, Stream& stream);

  /// x (B S, D) to the same shape, over hearing.edges. Throws Error (data) without edges and where shapes do
  /// not fit, Error (numeric) where queries or keys are not finite. O(E D).
  Matrix<Real> forward(const Matrix<Real>& x, const Hearing& hearing, Cache& cache,
                       Chance* chance = nullptr) const;
  /// grad_out (B S, D) to dL/dx, adding to the gradients of the parameters.
  Matrix<Real> backward(const Matrix<Real>& grad_out, const Cache& cache);

  /// Weights of the edges, in each sequence and head: kept.weight of what `forward` left.
  const std::vector<std::vector<Real>>& weights(const Cache& cache) const { return cache.kept.weight; }
  /// The table of biases as it is (biases, 1).
  const Matrix<Real>& biases() const { return bias_.value; }

  /// dot: "query", "key" and their parts; gat: "query", "key" (1, D); gatv2: "query" and its parts,
  /// "direction" (1, D); "bias" (biases, 1) where it is learned.
  void parameters(const Visit<Real>& visit);

 private:
  Said<Real> said(const Cache& cache) const;
  void ask(Cache& cache) const;
  Matrix<Real> unask(const SaidGradient<Real>& gradient, const Cache& cache);

  GraphAttentionOptions options_;
  Linear<Real> query_, key_;
  Parameter<Real> query_part_, key_part_, direction_, bias_;
  Dropout<Real> dropout_;
};

}  // namespace heed::layers

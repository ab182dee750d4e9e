#pragma once
#include "heed/layers/said.hpp"

#include <memory>
#include <vector>

namespace heed::layers {

/// What a sparse attention keeps for the way back: for each head of each sequence its edges, one weight for
/// each edge, and what dropout made of it.
template <class Real> struct SparseKept {
  std::vector<std::shared_ptr<const Edges>> edges;  ///< (B H); the same for all unless the best were chosen
  std::vector<std::vector<Real>> weight;            ///< a: (B H) of (E)
  /// What a weight is multiplied with once it is one: (B H, E) of 0 and 1 / (1 - rate); empty: 1. Weights no
  /// longer sum to 1 then, but do so on average.
  Matrix<Real> factor;

  Real counted(Index part, Index e) const {
    const Real a = weight[static_cast<std::size_t>(part)][static_cast<std::size_t>(e)];
    return factor.size() > 0 ? factor(part, e) * a : a;
  }
};

/// Of those each hearer may hear, the `count` with the largest logits, for each head of each sequence; among
/// equals the earlier ones. Scores a block of rows at a time: O(B S S' D) operations, but never S S' numbers.
template <class Real>
std::vector<std::shared_ptr<const Edges>> best_edges(const Said<Real>& said, Index count);

/// out_i = Σ_e a_e v_key(e) over the edges in kept.edges, and their weights; kept.factor is taken as it is.
/// O(E D) for each sequence. A hearer without edges gets 0. Same bits on any number of threads. Vaswani et
/// al. 2017, eq. 1, restricted to edges as in Veličković et al. 2018, eq. 3.
template <class Real> void sparse_forward(const Said<Real>& said, SparseKept<Real>& kept, Matrix<Real>& out);

/// The way back, by hearer for queries, biases and direction, by key for keys and values. Which edges were
/// chosen is not differentiated.
template <class Real>
void sparse_backward(const Said<Real>& said, const SparseKept<Real>& kept, const Matrix<Real>& out,
                     const Matrix<Real>& grad_out, SaidGradient<Real>& gradient);

/// The weights of one head in one sequence (S, S'), 0 where there is no edge, for people to look at.
template <class Real>
Matrix<Real> sparse_weights(const Said<Real>& said, const SparseKept<Real>& kept, Index sequence, Index head);

}  // namespace heed::layers

#pragma once
#include "heed/layers/said.hpp"

namespace heed::layers {

/// Of each row of each head, kept for the way back: the largest exponent (to the base 2), and one over the
/// sum of the powers less it. (B H, S)
template <class Real> struct DenseKept { Matrix<Real> best, inverse; };

/// out_i = Σ_j a_ij v_j by tiles of pairs, in memory O(B S D): the weights of all pairs are never held. A
/// hearer that hears no one gets 0. `out` has the shape of the query. 4 S S' D operations for each sequence;
/// same bits on any number of threads. Vaswani et al. 2017, eq. 1; Dao et al. 2022, algorithm 1.
template <class Real> void dense_forward(const Said<Real>& said, DenseKept<Real>& kept, Matrix<Real>& out);

/// The way back: weights are computed again. 10 S S' D operations for each sequence.
template <class Real>
void dense_backward(const Said<Real>& said, const DenseKept<Real>& kept, const Matrix<Real>& out,
                    const Matrix<Real>& grad_out, SaidGradient<Real>& gradient);

/// The weights of one head in one sequence (S, S'), for people to look at.
template <class Real> Matrix<Real> dense_weights(const Said<Real>& said, Index sequence, Index head);

}  // namespace heed::layers

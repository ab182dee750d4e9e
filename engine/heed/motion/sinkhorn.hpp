#pragma once
#include "heed/core/matrix.hpp"

namespace heed {

/// Turns rows of attention with a symmetric score into doubly stochastic weights: of a_ij = k_ij / z_i with
/// k_ij = k_ji, makes p_ij = f_i k_ij f_j, symmetric, whose rows and columns sum to 1 within 1e-12.
///
/// a   (N, N), entries at least 0, diagonal above 0; replaced by p
/// √(a_ij a_ji) = k_ij / √(z_i z_j) is symmetric and has the same scaling, so k itself need not be known. The
/// fixed point f ← √(f / (K f)) halves the error at each turn where K is positive (Knight, Ruiz and Uçar
/// 2014), unlike Sinkhorn's own between clusters that hardly hear each other.
/// Throws Error (numeric) when 1000 turns are not enough. O(N²) a turn. Same bits on any number of threads.
/// Sinkhorn 1964; as attention: Sander, Ablin, Blondel and Peyré 2022.
void make_doubly_stochastic(Matrix<double>& a);

}  // namespace heed

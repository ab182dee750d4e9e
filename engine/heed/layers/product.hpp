#pragma once
#include "heed/core/matrix.hpp"

namespace heed::layers {

using Eigen::Index;

/// A matrix, or its transpose, without a copy.
template <class Real> struct View {
  const Real* data;
  Index rows, columns;
  Index row_step, column_step;  ///< from a row, and from a column, to the next
};

template <class Real> View<Real> as_it_is(const Matrix<Real>& m) {
  return {m.data(), m.rows(), m.cols(), m.cols(), 1};
}
template <class Real> View<Real> transposed(const Matrix<Real>& m) {
  return {m.data(), m.cols(), m.rows(), 1, m.cols()};
}

/// a b, for a (M, K) and b (K, N). 2 M K N operations by the widest instruction set there is; Eigen,
/// compiled for the narrowest machine, has a third of its speed. Every number is summed in order of K, one
/// fused step after the other: the same bits on any number of threads, and on every instruction set that
/// fuses. Throws Error (internal) when the inner lengths differ: layers check their inputs before.
template <class Real> Matrix<Real> product(const View<Real>& a, const View<Real>& b);

/// out += a b, starting from what `out` (M, N) holds.
template <class Real> void add_product(const View<Real>& a, const View<Real>& b, Matrix<Real>& out);

}  // namespace heed::layers

#pragma once
#include "heed/core/random.hpp"
#include "heed/layers/dropout.hpp"
#include "heed/layers/parameter.hpp"

#include <Eigen/SparseCore>

namespace heed::layers {

/// Rows of which most numbers are 0, such as the words of documents.
template <class Real> using SparseRows = Eigen::SparseMatrix<Real, Eigen::RowMajor>;

/// A linear map of sparse rows: y_i = Σ_c x_ic W_c + b, over what is there. It goes no further back: x is
/// data.
template <class Real> class SparseLinear {
 public:
  /// What the way back needs: the input, after dropout.
  using Cache = SparseRows<Real>;

  SparseLinear() = default;
  /// W (inputs, outputs), uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010, eq. 16); b 0.
  /// `dropout`: probability with which a number of x is forgotten. Throws Error (data) for lengths below 1.
  SparseLinear(Index inputs, Index outputs, double dropout, Stream& stream);

  /// x (rows, inputs), compressed, to (rows, outputs). O(numbers · outputs). Without a chance nothing is
  /// forgotten. Throws Error (data) for another shape.
  Matrix<Real> forward(const SparseRows<Real>& x, Cache& cache, Chance* chance = nullptr) const;
  /// dL/dW += xᵀ grad_out, dL/db += Σ_i grad_out_i. Every number is summed in order of the rows.
  void backward(const Matrix<Real>& grad_out, const Cache& x);

  /// "weight" (inputs, outputs), "bias" (1, outputs).
  void parameters(const Visit<Real>& visit);

 private:
  Parameter<Real> weight_, bias_;
  Dropout<Real> dropout_;
};

}  // namespace heed::layers

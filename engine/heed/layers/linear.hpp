#pragma once
#include "heed/core/random.hpp"
#include "heed/layers/parameter.hpp"

namespace heed::layers {

/// A linear map: y_i = W x_i + b.
template <class Real> class Linear {
 public:
  /// What the way back needs: the input.
  using Cache = Matrix<Real>;

  Linear() = default;
  /// W (outputs, inputs), uniform within ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010, eq. 16); b 0.
  /// Throws Error (data) for lengths below 1.
  Linear(Index inputs, Index outputs, Stream& stream);

  /// x (rows, inputs) to (rows, outputs). Throws Error (data) for another shape.
  Matrix<Real> forward(const Matrix<Real>& x) const;
  Matrix<Real> forward(const Matrix<Real>& x, Cache& cache) const { return forward(cache = x); }

  /// grad_out (rows, outputs) to dL/dx = grad_out W, with dL/dW += grad_outᵀ x and dL/db += Σ_i grad_out_i.
  Matrix<Real> backward(const Matrix<Real>& grad_out, const Cache& x);

  /// "weight" (outputs, inputs), "bias" (1, outputs).
  void parameters(const Visit<Real>& visit);

  Index inputs() const { return weight_.value.cols(); }
  Index outputs() const { return weight_.value.rows(); }

 private:
  Parameter<Real> weight_, bias_;
};

}  // namespace heed::layers

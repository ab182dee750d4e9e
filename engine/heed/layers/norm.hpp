#pragma once
#include "heed/layers/parameter.hpp"

namespace heed::layers {

/// Layer norm: y = γ n + β with n = (x - mean) / √(variance + ε), over the numbers of a row.
/// Ba, Kiros, Hinton 2016, eq. 3.
template <class Real> class Norm {
 public:
  struct Cache {
    Matrix<Real> normal;   ///< n (rows, width)
    Matrix<Real> inverse;  ///< 1 / √(variance + ε) (rows, 1)
  };

  Norm() = default;
  /// γ 1, β 0. Throws Error (data) for a width below 1 or an epsilon that is not above 0.
  explicit Norm(Index width, double epsilon = 1e-5);

  /// x (rows, width) to the same shape. Throws Error (data) for another one.
  Matrix<Real> forward(const Matrix<Real>& x, Cache& cache) const;

  /// dL/dx = (g - mean(g) - n mean(g n)) / √(variance + ε) with g = γ grad_out; dL/dγ += Σ_i grad_out_i n_i,
  /// dL/dβ += Σ_i grad_out_i.
  Matrix<Real> backward(const Matrix<Real>& grad_out, const Cache& cache);

  /// "scale" γ and "shift" β, both (1, width).
  void parameters(const Visit<Real>& visit);

  Index width() const { return scale_.value.cols(); }

 private:
  Parameter<Real> scale_, shift_;
  Real epsilon_ = 0;
};

}  // namespace heed::layers

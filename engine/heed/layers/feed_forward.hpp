#pragma once
#include "heed/layers/activation.hpp"
#include "heed/layers/linear.hpp"

namespace heed::layers {

/// Two linear maps with a bend between: y = W₂ f(W₁ x + b₁) + b₂.
template <class Real> class FeedForward {
 public:
  struct Cache {
    Matrix<Real> x;       ///< (rows, width)
    Matrix<Real> hidden;  ///< f(W₁ x + b₁) (rows, hidden)
    Matrix<Real> slope;   ///< f' there
  };

  FeedForward() = default;
  /// Throws Error (data) for lengths below 1.
  FeedForward(Index width, Index hidden, Activation activation, Stream& stream);

  /// x (rows, width) to the same shape. Throws Error (data) for another one.
  Matrix<Real> forward(const Matrix<Real>& x, Cache& cache) const;
  /// grad_out (rows, width) to dL/dx, adding to the gradients of both maps.
  Matrix<Real> backward(const Matrix<Real>& grad_out, const Cache& cache);

  /// "first.weight", "first.bias", "second.weight", "second.bias".
  void parameters(const Visit<Real>& visit);

 private:
  Linear<Real> first_, second_;
  Activation activation_ = Activation::gelu;
};

}  // namespace heed::layers

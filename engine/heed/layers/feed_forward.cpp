#include "heed/layers/feed_forward.hpp"

#include "heed/core/parallel.hpp"
#include "heed/layers/kernels/gelu.hpp"

#include <cmath>
#include <numbers>

namespace heed::layers {
namespace {

/// x Φ(x) in place of each number, and its derivative.
void gelu(float* x, float* slope, std::size_t n) { gelu_kernels().bend(x, slope, n); }
void gelu(double* x, double* slope, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const double below = std::erfc(-x[i] * std::numbers::sqrt2 / 2) / 2;
    const double density = std::exp(-x[i] * x[i] / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
    slope[i] = below + x[i] * density;
    x[i] *= below;
  }
}

template <class Real> void relu(Real* x, Real* slope, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    slope[i] = x[i] > 0 ? Real(1) : Real(0);
    if (x[i] < 0) x[i] = 0;
  }
}

/// f(x) in place, and f'(x).
template <class Real> void bend(Activation activation, Matrix<Real>& x, Matrix<Real>& slope) {
  for_blocks(static_cast<std::size_t>(x.size()), 4096, [&](std::size_t first, std::size_t last) {
    if (activation == Activation::gelu)
      gelu(x.data() + first, slope.data() + first, last - first);
    else
      relu(x.data() + first, slope.data() + first, last - first);
  });
}

}  // namespace

template <class Real>
FeedForward<Real>::FeedForward(Index width, Index hidden, Activation activation, Stream& stream)
    : first_(width, hidden, stream), second_(hidden, width, stream), activation_(activation) {}

template <class Real> Matrix<Real> FeedForward<Real>::forward(const Matrix<Real>& x, Cache& cache) const {
  cache.hidden = first_.forward(x, cache.x);
  cache.slope.resizeLike(cache.hidden);
  bend(activation_, cache.hidden, cache.slope);
  return second_.forward(cache.hidden);
}

template <class Real>
Matrix<Real> FeedForward<Real>::backward(const Matrix<Real>& grad_out, const Cache& cache) {
  return first_.backward(second_.backward(grad_out, cache.hidden).cwiseProduct(cache.slope), cache.x);
}

template <class Real> void FeedForward<Real>::parameters(const Visit<Real>& visit) {
  first_.parameters(under("first", visit));
  second_.parameters(under("second", visit));
}

template class FeedForward<float>;
template class FeedForward<double>;

}  // namespace heed::layers

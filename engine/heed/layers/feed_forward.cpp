#include "heed/layers/feed_forward.hpp"

#include "heed/layers/sums.hpp"

#include <cmath>
#include <numbers>

namespace heed::layers {
namespace {

/// f(x) in place, and f'(x).
template <class Real> void bend(Activation activation, Real& x, Real& slope) {
  if (activation == Activation::relu) {
    slope = x > 0 ? Real(1) : Real(0);
    x = std::max(x, Real(0));
    return;
  }
  constexpr Real root_half = std::numbers::sqrt2_v<Real> / 2;
  constexpr Real density_at_0 = std::numbers::inv_sqrtpi_v<Real> * root_half;
  const Real below = (1 + std::erf(x * root_half)) / 2;
  slope = below + x * density_at_0 * std::exp(-x * x / 2);
  x *= below;
}

}  // namespace

template <class Real>
FeedForward<Real>::FeedForward(Index width, Index hidden, Activation activation, Stream& stream)
    : first_(width, hidden, stream), second_(hidden, width, stream), activation_(activation) {}

template <class Real> Matrix<Real> FeedForward<Real>::forward(const Matrix<Real>& x, Cache& cache) const {
  cache.hidden = first_.forward(x, cache.x);
  cache.slope.resizeLike(cache.hidden);
  for_rows(x.rows(), [&](Index i) {
    for (Index c = 0; c < cache.hidden.cols(); ++c) bend(activation_, cache.hidden(i, c), cache.slope(i, c));
  });
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

#include "heed/layers/feed_forward.hpp"

namespace heed::layers {

template <class Real>
FeedForward<Real>::FeedForward(Index width, Index hidden, Activation activation, Stream& stream)
    : first_(width, hidden, stream), second_(hidden, width, stream), activation_(activation) {}

template <class Real> Matrix<Real> FeedForward<Real>::forward(const Matrix<Real>& x, Cache& cache) const {
  cache.hidden = first_.forward(x, cache.x);
  activate(activation_, cache.hidden, cache.slope);
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

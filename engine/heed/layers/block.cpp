#include "heed/layers/block.hpp"

namespace heed::layers {

template <class Real>
Block<Real>::Block(const BlockOptions& options, Stream& stream)
    : attention_norm_(options.attention.width),
      feed_norm_(options.attention.width),
      attention_(options.attention, stream),
      feed_(options.attention.width, options.hidden > 0 ? options.hidden : 4 * options.attention.width,
            options.activation, stream),
      dropout_(options.dropout) {}

template <class Real>
Matrix<Real> Block<Real>::forward(const Matrix<Real>& x, const Hearing& hearing, Cache& cache,
                                  Chance* chance) const {
  const Matrix<Real> told =
      attention_.forward(attention_norm_.forward(x, cache.attention_norm), hearing, cache.attention);
  return feed(x + dropout_.forward(told, chance, cache.attention_dropout), cache, chance);
}

template <class Real>
Matrix<Real> Block<Real>::forward(const Matrix<Real>& x, const Matrix<Real>& context, const Hearing& hearing,
                                  Cache& cache, Chance* chance) const {
  const Matrix<Real> told =
      attention_.forward(attention_norm_.forward(x, cache.attention_norm), context, hearing, cache.attention);
  return feed(x + dropout_.forward(told, chance, cache.attention_dropout), cache, chance);
}

template <class Real> Matrix<Real> Block<Real>::feed(Matrix<Real> x, Cache& cache, Chance* chance) const {
  const Matrix<Real> added = feed_.forward(feed_norm_.forward(x, cache.feed_norm), cache.feed);
  x += dropout_.forward(added, chance, cache.feed_dropout);
  return x;
}

/// dL/dz from dL/dy.
template <class Real> Matrix<Real> Block<Real>::unfeed(const Matrix<Real>& grad_out, const Cache& cache) {
  const Matrix<Real> added = feed_.backward(dropout_.backward(grad_out, cache.feed_dropout), cache.feed);
  return grad_out + feed_norm_.backward(added, cache.feed_norm);
}

template <class Real> Matrix<Real> Block<Real>::backward(const Matrix<Real>& grad_out, const Cache& cache) {
  Matrix<Real> grad = unfeed(grad_out, cache);
  const Matrix<Real> told =
      attention_.backward(dropout_.backward(grad, cache.attention_dropout), cache.attention);
  grad += attention_norm_.backward(told, cache.attention_norm);
  return grad;
}

template <class Real>
Matrix<Real> Block<Real>::backward(const Matrix<Real>& grad_out, const Cache& cache,
                                   Matrix<Real>& grad_context) {
  Matrix<Real> grad = unfeed(grad_out, cache);
  const Matrix<Real> told =
      attention_.backward(dropout_.backward(grad, cache.attention_dropout), cache.attention, grad_context);
  grad += attention_norm_.backward(told, cache.attention_norm);
  return grad;
}

template <class Real> void Block<Real>::parameters(const Visit<Real>& visit) {
  attention_norm_.parameters(under("attention_norm", visit));
  attention_.parameters(under("attention", visit));
  feed_norm_.parameters(under("feed_norm", visit));
  feed_.parameters(under("feed", visit));
}

template class Block<float>;
template class Block<double>;

}  // namespace heed::layers

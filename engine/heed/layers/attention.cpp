#include "heed/layers/attention.hpp"

#include "heed/layers/check.hpp"

#include <cmath>

#include <fmt/format.h>

namespace heed::layers {
namespace {

const AttentionOptions& checked(const AttentionOptions& options) {
  check_length("attention", "width", options.width);
  check_length("attention", "heads", options.heads);
  check_length("attention", "context", options.context, 0);
  check_length("attention", "top_k", options.top_k, 0);
  check_length("attention", "biases", options.biases, 0);
  if (options.width % options.heads != 0)
    throw Error(ErrorKind::data,
                fmt::format("attention: {} heads do not divide a width of {}; choose heads that do",
                            options.heads, options.width));
  if (!(options.temperature > 0 && std::isfinite(options.temperature)))
    throw Error(ErrorKind::data,
                fmt::format("attention: 'temperature' is {}, but should be above 0", options.temperature));
  return options;
}

Index context_of(const AttentionOptions& options) {
  return options.context > 0 ? options.context : options.width;
}

}  // namespace

template <class Real>
Attention<Real>::Attention(const AttentionOptions& options, Stream& stream)
    : options_(checked(options)),
      query_(options.width, options.width, stream),
      key_(context_of(options), options.width, stream),
      value_(context_of(options), options.width, stream),
      output_(options.width, options.width, stream),
      bias_(options.biases, options.biases > 0 ? options.heads : 0, Decay::none) {}

template <class Real> Said<Real> Attention<Real>::said(const Cache& cache) const {
  const double depth = static_cast<double>(options_.width / options_.heads);
  return {.query = cache.query,
          .key = cache.key,
          .value = cache.value,
          .bias = bias_.value,
          .hearing = cache.hearing,
          .shape = shape_of(cache.hearing, cache.query.rows(), cache.key.rows(), options_.width,
                            options_.heads, options_.biases),
          .scale = static_cast<Real>(1 / (std::sqrt(depth) * options_.temperature))};
}

template <class Real>
Matrix<Real> Attention<Real>::forward(const Matrix<Real>& x, const Hearing& hearing, Cache& cache) const {
  check_shape("attention", "x", x, -1, options_.width);
  check_shape("attention", "x", x, -1, key_.inputs());
  cache.x = x;
  cache.context.resize(0, 0);
  cache.itself = true;
  cache.hearing = hearing;
  return forward(cache);
}

template <class Real>
Matrix<Real> Attention<Real>::forward(const Matrix<Real>& x, const Matrix<Real>& context,
                                      const Hearing& hearing, Cache& cache) const {
  check_shape("attention", "x", x, -1, options_.width);
  check_shape("attention", "context", context, -1, key_.inputs());
  cache.x = x;
  cache.context = context;
  cache.itself = false;
  cache.hearing = hearing;
  return forward(cache);
}

template <class Real> Matrix<Real> Attention<Real>::forward(Cache& cache) const {
  const Matrix<Real>& heard = cache.itself ? cache.x : cache.context;
  cache.query = query_.forward(cache.x);
  cache.key = key_.forward(heard);
  cache.value = value_.forward(heard);
  check_finite("attention", "query", cache.query);
  check_finite("attention", "key", cache.key);
  cache.mixed = mix(cache);
  return output_.forward(cache.mixed);
}

/// Σ_j a_ij v_j of all heads.
template <class Real> Matrix<Real> Attention<Real>::mix(Cache& cache) const {
  const Said<Real> all = said(cache);
  Matrix<Real> out(cache.query.rows(), cache.query.cols());
  cache.sparse = {};
  if (options_.top_k > 0)
    cache.sparse.edges = best_edges(all, options_.top_k);
  else if (cache.hearing.edges)
    cache.sparse.edges.assign(static_cast<std::size_t>(all.shape.parts()), cache.hearing.edges);
  if (!cache.sparse.edges.empty()) {
    sparse_forward(all, cache.sparse, out);
  } else {
    dense_forward(all, cache.dense, out);
    check_finite("attention", "largest product of a query and a key", cache.dense.best);
  }
  return out;
}

template <class Real>
SaidGradient<Real> Attention<Real>::unmix(const Matrix<Real>& grad_out, const Cache& cache) {
  check_shape("attention", "grad_out", grad_out, cache.x.rows(), options_.width);
  const Matrix<Real> grad_mixed = output_.backward(grad_out, cache.mixed);
  SaidGradient<Real> out{.query = Matrix<Real>(cache.query.rows(), cache.query.cols()),
                         .key = Matrix<Real>(cache.key.rows(), cache.key.cols()),
                         .value = Matrix<Real>(cache.value.rows(), cache.value.cols()),
                         .bias = bias_.gradient};
  if (cache.sparse.edges.empty())
    dense_backward(said(cache), cache.dense, cache.mixed, grad_mixed, out);
  else
    sparse_backward(said(cache), cache.sparse, cache.mixed, grad_mixed, out);
  return out;
}

template <class Real>
Matrix<Real> Attention<Real>::backward(const Matrix<Real>& grad_out, const Cache& cache) {
  if (!cache.itself)
    throw Error(ErrorKind::data, "attention: it heard a context; ask for the context's gradient too");
  const SaidGradient<Real> grad = unmix(grad_out, cache);
  Matrix<Real> grad_x = query_.backward(grad.query, cache.x);
  grad_x += key_.backward(grad.key, cache.x);
  grad_x += value_.backward(grad.value, cache.x);
  return grad_x;
}

template <class Real>
Matrix<Real> Attention<Real>::backward(const Matrix<Real>& grad_out, const Cache& cache,
                                       Matrix<Real>& grad_context) {
  if (cache.itself)
    throw Error(ErrorKind::data, "attention: it heard itself; there is no context's gradient");
  const SaidGradient<Real> grad = unmix(grad_out, cache);
  grad_context = key_.backward(grad.key, cache.context);
  grad_context += value_.backward(grad.value, cache.context);
  return query_.backward(grad.query, cache.x);
}

template <class Real>
Matrix<Real> Attention<Real>::weights(const Cache& cache, Index sequence, Index head) const {
  const Said<Real> all = said(cache);
  if (sequence < 0 || sequence >= all.shape.sequences || head < 0 || head >= all.shape.heads)
    throw Error(ErrorKind::data,
                fmt::format("attention: no head {} in sequence {}; there are {} in each of {}", head,
                            sequence, all.shape.heads, all.shape.sequences));
  return cache.sparse.edges.empty() ? dense_weights(all, sequence, head)
                                    : sparse_weights(all, cache.sparse, sequence, head);
}

template <class Real> void Attention<Real>::parameters(const Visit<Real>& visit) {
  query_.parameters(under("query", visit));
  key_.parameters(under("key", visit));
  value_.parameters(under("value", visit));
  output_.parameters(under("output", visit));
  if (options_.biases > 0) visit("bias", bias_);
}

template class Attention<float>;
template class Attention<double>;

}  // namespace heed::layers

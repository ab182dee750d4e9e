#include "heed/layers/graph_attention.hpp"

#include "heed/layers/check.hpp"
#include "heed/layers/sums.hpp"

#include <cmath>

#include <fmt/format.h>

namespace heed::layers {
namespace {

const GraphAttentionOptions& checked(const GraphAttentionOptions& options) {
  check_length("graph attention", "width", options.width);
  check_length("graph attention", "heads", options.heads);
  if (options.width % options.heads != 0)
    throw Error(ErrorKind::data,
                fmt::format("graph attention: {} heads do not divide a width of {}; choose heads that do",
                            options.heads, options.width));
  if (!(options.temperature > 0 && std::isfinite(options.temperature)))
    throw Error(ErrorKind::data, fmt::format("graph attention: 'temperature' is {}, but should be above 0",
                                             options.temperature));
  return options;
}

/// (1, D), uniform within ±√(6 / (D/H + 1)), as a map of D/H numbers to one for each head.
template <class Real> Parameter<Real> drawn(const GraphAttentionOptions& options, Stream& stream) {
  Parameter<Real> out(1, options.width, Decay::weight);
  const double most = std::sqrt(6.0 / static_cast<double>(options.width / options.heads + 1));
  for (Real& w : out.value.reshaped()) w = static_cast<Real>(stream.uniform(-most, most));
  return out;
}

/// out_ih = Σ_c of head h  u_c x_ic: (rows, H).
template <class Real> Matrix<Real> by_head(const Matrix<Real>& x, const Parameter<Real>& u, Index heads) {
  const Index depth = x.cols() / heads;
  Matrix<Real> out(x.rows(), heads);
  for_rows(x.rows(), [&](Index i) {
    for (Index h = 0; h < heads; ++h)
      out(i, h) = x.row(i).segment(h * depth, depth).dot(u.value.row(0).segment(h * depth, depth));
  });
  return out;
}

/// The way back of `by_head`: adds to dL/du and to dL/dx.
template <class Real>
void back_by_head(const Matrix<Real>& grad, const Matrix<Real>& x, Parameter<Real>& u, Matrix<Real>& grad_x) {
  const Index depth = x.cols() / grad.cols();
  for_rows(x.rows(), [&](Index i) {
    for (Index c = 0; c < x.cols(); ++c) grad_x(i, c) += grad(i, c / depth) * u.value(0, c);
  });
  add_over_rows(x.rows(), u.gradient, [&](Index i, Real* sums) {
    for (Index c = 0; c < x.cols(); ++c) sums[c] += grad(i, c / depth) * x(i, c);
  });
}

}  // namespace

template <class Real>
GraphAttention<Real>::GraphAttention(const GraphAttentionOptions& options, Stream& stream)
    : options_(checked(options)),
      bias_(static_cast<Index>(options.biases.size()), 1, Decay::none),
      dropout_(options.dropout) {
  const Index width = options.width;
  if (options.scoring == Scoring::dot || options.scoring == Scoring::gatv2)
    query_ = Linear<Real>(width, width, stream);
  if (options.scoring == Scoring::dot) key_ = Linear<Real>(width, width, stream);
  if (options.scoring == Scoring::gatv2) direction_ = drawn<Real>(options, stream);
  if (options.scoring == Scoring::gat) {
    query_part_ = drawn<Real>(options, stream);
    key_part_ = drawn<Real>(options, stream);
  }
  for (std::size_t b = 0; b < options.biases.size(); ++b)
    bias_.value(static_cast<Index>(b), 0) = static_cast<Real>(options.biases[b]);
}

template <class Real> Said<Real> GraphAttention<Real>::said(const Cache& cache) const {
  const double depth = static_cast<double>(options_.width / options_.heads);
  const double root = options_.scoring == Scoring::dot ? std::sqrt(depth) : 1;
  return {.query = cache.query,
          .key = options_.scoring == Scoring::gatv2 ? cache.x : cache.key,
          .value = cache.x,
          .bias = cache.bias,
          .hearing = cache.hearing,
          .shape = shape_of(cache.hearing, cache.x.rows(), cache.x.rows(), options_.width, options_.heads,
                            bias_.value.rows()),
          .scale = static_cast<Real>(1 / (root * options_.temperature)),
          .scoring = options_.scoring,
          .direction = &direction_.value};
}

/// What everyone asks and is found by.
template <class Real> void GraphAttention<Real>::ask(Cache& cache) const {
  cache.query.resize(cache.x.rows(), 0);
  cache.key.resize(cache.x.rows(), 0);
  switch (options_.scoring) {
    case Scoring::uniform: break;
    case Scoring::dot:
      cache.query = query_.forward(cache.x);
      cache.key = key_.forward(cache.x);
      break;
    case Scoring::gat:
      cache.query = by_head(cache.x, query_part_, options_.heads);
      cache.key = by_head(cache.x, key_part_, options_.heads);
      break;
    case Scoring::gatv2: cache.query = query_.forward(cache.x); break;
  }
  check_finite("graph attention", "query", cache.query);
  check_finite("graph attention", "key", cache.key);
}

template <class Real>
Matrix<Real> GraphAttention<Real>::forward(const Matrix<Real>& x, const Hearing& hearing, Cache& cache,
                                           Chance* chance) const {
  check_shape("graph attention", "x", x, -1, options_.width);
  if (!hearing.edges) throw Error(ErrorKind::data, "graph attention: no edges are given; say who hears whom");
  cache.x = x;
  cache.hearing = hearing;
  cache.bias = bias_.value.replicate(1, options_.heads);
  ask(cache);
  const Said<Real> all = said(cache);
  const Index parts = all.shape.parts(), edges = hearing.edges->size();
  cache.kept.edges.assign(static_cast<std::size_t>(parts), hearing.edges);
  typename Dropout<Real>::Cache dropped;
  const Matrix<Real> factor =
      dropout_.forward(Matrix<Real>::Ones(chance ? parts : 0, edges), chance, dropped);
  cache.kept.factor = dropped.active ? factor : Matrix<Real>();
  cache.mixed.resize(x.rows(), x.cols());
  sparse_forward(all, cache.kept, cache.mixed);
  return cache.mixed;
}

template <class Real>
Matrix<Real> GraphAttention<Real>::backward(const Matrix<Real>& grad_out, const Cache& cache) {
  check_shape("graph attention", "grad_out", grad_out, cache.x.rows(), options_.width);
  const Said<Real> all = said(cache);
  Matrix<Real> bias = Matrix<Real>::Zero(cache.bias.rows(), cache.bias.cols());
  SaidGradient<Real> gradient{
      .query = Matrix<Real>(cache.query.rows(), cache.query.cols()),
      .key = Matrix<Real>(all.key.rows(), all.key.cols()),
      .value = Matrix<Real>(cache.x.rows(), cache.x.cols()),
      .bias = bias,
      .direction = options_.scoring == Scoring::gatv2 ? &direction_.gradient : nullptr};
  sparse_backward(all, cache.kept, cache.mixed, grad_out, gradient);
  if (bias.size() > 0) bias_.gradient += bias.rowwise().sum();
  return unask(gradient, cache);
}

template <class Real>
Matrix<Real> GraphAttention<Real>::unask(const SaidGradient<Real>& gradient, const Cache& cache) {
  Matrix<Real> grad_x = gradient.value;
  switch (options_.scoring) {
    case Scoring::uniform: break;
    case Scoring::dot:
      grad_x += query_.backward(gradient.query, cache.x);
      grad_x += key_.backward(gradient.key, cache.x);
      break;
    case Scoring::gat:
      back_by_head(gradient.query, cache.x, query_part_, grad_x);
      back_by_head(gradient.key, cache.x, key_part_, grad_x);
      break;
    case Scoring::gatv2:
      grad_x += query_.backward(gradient.query, cache.x);
      grad_x += gradient.key;
      break;
  }
  return grad_x;
}

template <class Real> void GraphAttention<Real>::parameters(const Visit<Real>& visit) {
  switch (options_.scoring) {
    case Scoring::uniform: break;
    case Scoring::dot:
      query_.parameters(under("query", visit));
      key_.parameters(under("key", visit));
      break;
    case Scoring::gat:
      visit("query", query_part_);
      visit("key", key_part_);
      break;
    case Scoring::gatv2:
      query_.parameters(under("query", visit));
      visit("direction", direction_);
      break;
  }
  if (options_.learn_biases && !options_.biases.empty()) visit("bias", bias_);
}

template class GraphAttention<float>;
template class GraphAttention<double>;

}  // namespace heed::layers

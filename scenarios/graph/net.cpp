#include "scenarios/graph/net.hpp"

namespace heed::scenarios::graph {

namespace {

/// Heads of a layer: where all weights are alike, so would heads be.
Eigen::Index heads_of(const ModelSettings& model, const layers::GraphAttentionOptions& attention) {
  return attention.scoring == layers::Scoring::uniform ? 1 : model.heads;
}

/// Mean over heads (N, H C) → (N, C), and the way back.
Matrix<float> averaged(const Matrix<float>& h, Eigen::Index heads) {
  const Eigen::Index classes = h.cols() / heads;
  Matrix<float> out = h.leftCols(classes);
  for (Eigen::Index k = 1; k < heads; ++k) out += h.middleCols(k * classes, classes);
  return out / static_cast<float>(heads);
}
Matrix<float> spread(const Matrix<float>& grad, Eigen::Index heads) {
  return grad.replicate(1, heads) / static_cast<float>(heads);
}

}  // namespace

Net::Net(Eigen::Index features, Eigen::Index classes, const ModelSettings& model,
         layers::GraphAttentionOptions attention, Stream& stream)
    : heads_(heads_of(model, attention)), dropout_(model.dropout) {
  const auto width = [&](std::int64_t layer) {
    return layer == model.layers ? heads_ * classes : model.width;
  };
  first_ = layers::SparseLinear<float>(features, width(1), model.dropout, stream);
  attention.heads = heads_;
  attention.dropout = model.dropout;
  for (std::int64_t l = 1; l <= model.layers; ++l) {
    attention.width = width(l);
    attention_.emplace_back(attention, stream);
    if (l < model.layers) linear_.emplace_back(width(l), width(l + 1), stream);
  }
}

Matrix<float> Net::forward(const layers::SparseRows<float>& x, const layers::Hearing& hearing, Cache& cache,
                           layers::Chance* chance) const {
  cache.attention.resize(depth());
  cache.linear.resize(depth());
  cache.dropout.resize(depth());
  cache.slope.resize(depth());
  Matrix<float> h = first_.forward(x, cache.x, chance);
  for (std::size_t l = 0;; ++l) {
    h = attention_[l].forward(h, hearing, cache.attention[l], chance);
    if (l + 1 == depth()) return averaged(h, heads_);
    layers::activate(layers::Activation::elu, h, cache.slope[l]);
    h = dropout_.forward(std::move(h), chance, cache.dropout[l]);
    h = linear_[l].forward(h, cache.linear[l]);
  }
}

void Net::backward(const Matrix<float>& grad_out, const Cache& cache) {
  Matrix<float> grad = spread(grad_out, heads_);
  for (std::size_t l = depth() - 1;; --l) {
    grad = attention_[l].backward(grad, cache.attention[l]);
    if (l == 0) break;
    grad = dropout_.backward(linear_[l - 1].backward(grad, cache.linear[l - 1]), cache.dropout[l - 1])
               .cwiseProduct(cache.slope[l - 1]);
  }
  first_.backward(grad, cache.x);
}

void Net::parameters(const layers::Visit<float>& visit) {
  first_.parameters(layers::under("first", visit));
  for (std::size_t l = 0; l < depth(); ++l) {
    attention_[l].parameters(layers::under("attention." + std::to_string(l), visit));
    if (l + 1 < depth()) linear_[l].parameters(layers::under("linear." + std::to_string(l), visit));
  }
}

}  // namespace heed::scenarios::graph

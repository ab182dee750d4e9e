#include "scenarios/graph/net.hpp"

namespace heed::scenarios::graph {

Net::Net(Eigen::Index features, Eigen::Index classes, const ModelSettings& model,
         layers::GraphAttentionOptions attention, Stream& stream)
    : first_(features, model.layers == 1 ? classes : model.width, model.dropout, stream),
      dropout_(model.dropout) {
  for (std::int64_t l = 1; l <= model.layers; ++l) {
    const bool last = l == model.layers, alike = attention.scoring == layers::Scoring::uniform;
    attention.width = last ? classes : model.width;
    attention.heads = last || alike ? 1 : model.heads;
    attention.dropout = model.dropout;
    attention_.emplace_back(attention, stream);
    if (!last) linear_.emplace_back(model.width, l + 1 == model.layers ? classes : model.width, stream);
  }
}

Matrix<float> Net::forward(const layers::SparseRows<float>& x, const layers::Hearing& hearing, Cache& cache,
                           layers::Chance* chance) const {
  cache.attention.resize(depth());
  cache.linear.resize(depth());
  cache.dropout.resize(depth());
  cache.slope.resize(depth());
  Matrix<float> h = first_.forward(x, cache.x, chance);
  for (std::size_t l = 0; l < depth(); ++l) {
    h = attention_[l].forward(h, hearing, cache.attention[l], chance);
    if (l + 1 == depth()) break;
    layers::activate(layers::Activation::elu, h, cache.slope[l]);
    h = dropout_.forward(std::move(h), chance, cache.dropout[l]);
    h = linear_[l].forward(h, cache.linear[l]);
  }
  return h;
}

void Net::backward(Matrix<float> grad, const Cache& cache) {
  for (std::size_t l = depth(); l-- > 0;) {
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

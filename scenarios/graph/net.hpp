#pragma once
#include "heed/layers/activation.hpp"
#include "heed/layers/graph_attention.hpp"
#include "heed/layers/sparse_linear.hpp"
#include "scenarios/graph/settings.hpp"

#include <vector>

namespace heed::scenarios::graph {

/// Attention, layer upon layer, from what is known of agents to scores of the classes:
///
///     h = W_1 x + b_1        h ← W_l elu(attention_l-1(h)) + b_l  for l = 2 … L        logits = mean over
///     heads of attention_L(h)
///
/// W_L leads to C numbers for each head: agents take over scores from each other. Dropout stands before each
/// map and on the weights of attention. Veličković et al. 2018, eq. 5 and 6.
class Net {
 public:
  struct Cache {
    layers::SparseLinear<float>::Cache x;
    std::vector<layers::GraphAttention<float>::Cache> attention;
    std::vector<layers::Linear<float>::Cache> linear;
    std::vector<layers::Dropout<float>::Cache> dropout;
    std::vector<Matrix<float>> slope;
  };

  /// `attention`: of each layer; its width and heads are set here.
  Net(Eigen::Index features, Eigen::Index classes, const ModelSettings& model,
      layers::GraphAttentionOptions attention, Stream& stream);

  /// x (N, F) to logits (N, C).
  Matrix<float> forward(const layers::SparseRows<float>& x, const layers::Hearing& hearing, Cache& cache,
                        layers::Chance* chance = nullptr) const;
  void backward(const Matrix<float>& grad_out, const Cache& cache);
  void parameters(const layers::Visit<float>& visit);

  const layers::GraphAttention<float>& attention(std::size_t layer) const { return attention_[layer]; }
  std::size_t depth() const { return attention_.size(); }

 private:
  Eigen::Index heads_;
  layers::SparseLinear<float> first_;
  std::vector<layers::GraphAttention<float>> attention_;
  std::vector<layers::Linear<float>> linear_;
  layers::Dropout<float> dropout_;
};

}  // namespace heed::scenarios::graph

// Every layer: gradients are what central differences say (C5), for every parameter and every input.
#include "heed/graphs/erdos_renyi.hpp"
#include "heed/layers/block.hpp"
#include "heed/layers/embedding.hpp"
#include "heed/layers/graph_attention.hpp"
#include "heed/layers/loss.hpp"
#include "heed/layers/sparse_linear.hpp"

#include <numeric>

#include "catch.hpp"
#include "slopes.hpp"

using namespace heed;
using layers::Hearing;
using tests::along;
using tests::check_slopes;
using tests::normal_matrix;
using tests::Slope;
using tests::slopes_of;

namespace {

using M = Matrix<double>;

Stream stream() { return Stream(3, Purpose::weights); }

/// A layer from (rows, in) to the shape of `weight`: forward(x) and backward(grad) with whatever cache it
/// has.
template <class Layer> void check_layer(Layer layer, M x, const M& weight) {
  const auto parameters = layers::parameters_of<double>(layer);
  tests::scatter(parameters);
  typename Layer::Cache cache;
  layer.forward(x, cache);
  const M grad_x = layer.backward(weight, cache);
  std::vector<Slope> slopes = slopes_of(parameters);
  slopes.push_back({"x", &x, grad_x});
  check_slopes(slopes, [&] {
    typename Layer::Cache unused;
    return along(layer.forward(x, unused), weight);
  });
}

std::shared_ptr<const layers::Edges> some_edges(Agent count, int biases) {
  const Graph graph = graphs::ErdosRenyi{.agents = count, .mean_degree = 3}.make(4).graph;
  std::vector<Eigen::Index> first;
  std::vector<Agent> key;
  std::vector<std::int32_t> bias;
  for (Agent i = 0; i <= count; ++i) first.push_back(graph.first(i));
  for (Agent i = 0; i < count; ++i) key.insert(key.end(), graph.hears(i).begin(), graph.hears(i).end());
  for (std::size_t e = 0; biases > 0 && e < key.size(); ++e) bias.push_back(static_cast<int>(e) % biases);
  return std::make_shared<const layers::Edges>(count, first, key, bias);
}

struct Case {
  std::string name;
  layers::AttentionOptions options;
  Hearing hearing;
  Eigen::Index hearers = 7, keys = 7;
};

/// Width 6, two sequences.
std::vector<Case> settings() {
  const auto edges = some_edges(7, 0), biased = some_edges(7, 4);
  return {
      {"one head", {.width = 6}, {.sequences = 2}},
      {"three heads, cold", {.width = 6, .heads = 3, .temperature = 0.3}, {.sequences = 2}},
      {"causal", {.width = 6, .heads = 2}, {.sequences = 2, .causal = true}},
      {"padded, one sequence empty", {.width = 6, .heads = 2}, {.sequences = 2, .lengths = {4, 0}}},
      {"causal and padded", {.width = 6, .heads = 2}, {.sequences = 2, .causal = true, .lengths = {3, 7}}},
      {"biases by place", {.width = 6, .heads = 2, .biases = 5}, {.sequences = 2}},
      {"biases, causal",
       {.width = 6, .heads = 3, .temperature = 2, .biases = 13},
       {.sequences = 2, .causal = true}},
      {"biases, places given",
       {.width = 6, .heads = 2, .biases = 7},
       {.sequences = 2, .query_place = {0, 0, 1, 2, 9, 3, 3}, .key_place = {5, 4, 3, 2, 1, 0, 0}}},
      {"top 3", {.width = 6, .heads = 2, .top_k = 3}, {.sequences = 2}},
      {"top 2, causal, biases",
       {.width = 6, .heads = 2, .top_k = 2, .biases = 5},
       {.sequences = 2, .causal = true}},
      {"top 4, padded", {.width = 6, .heads = 2, .top_k = 4}, {.sequences = 2, .lengths = {3, 6}}},
      {"edges", {.width = 6, .heads = 2}, {.sequences = 2, .edges = edges}},
      {"edges with biases, warm",
       {.width = 6, .heads = 3, .temperature = 3, .biases = 4},
       {.sequences = 2, .edges = biased}},
      {"the top 2 of edges",
       {.width = 6, .heads = 2, .top_k = 2, .biases = 4},
       {.sequences = 2, .edges = biased}},
  };
}

std::vector<Case> crossings() {
  return {
      {"a context", {.width = 6, .heads = 2, .context = 4}, {.sequences = 2}, 5, 8},
      {"a padded context with biases",
       {.width = 6, .heads = 3, .context = 4, .biases = 9},
       {.sequences = 2, .lengths = {8, 3}, .query_place = {0, 2, 4, 5, 6}},
       5,
       8},
      {"the top 3 of a context", {.width = 6, .heads = 2, .context = 4, .top_k = 3}, {.sequences = 2}, 5, 8},
      {"edges to a context",
       {.width = 6, .heads = 2, .context = 4},
       {.sequences = 2,
        .edges = std::make_shared<const layers::Edges>(8, std::vector<Eigen::Index>{0, 2, 2, 5, 6, 7},
                                                       std::vector<Agent>{7, 1, 0, 3, 3, 4, 6})},
       5,
       8},
  };
}

}  // namespace

TEST_CASE("gradients of linear maps, norms and feed-forward maps are those of differences", "[layers]") {
  Stream draws = stream();
  check_layer(layers::Linear<double>(5, 3, draws), normal_matrix(9, 5, 1), normal_matrix(9, 3, 2));
  check_layer(layers::Norm<double>(6), normal_matrix(4, 6, 3), normal_matrix(4, 6, 4));
  for (const auto bend : {layers::Activation::gelu, layers::Activation::elu, layers::Activation::relu})
    check_layer(layers::FeedForward<double>(5, 7, bend, draws), normal_matrix(6, 5, 5),
                normal_matrix(6, 5, 6));
}

TEST_CASE("gradients of dropout and embeddings are those of differences", "[layers]") {
  const layers::Dropout<double> dropout(0.4);
  M x = normal_matrix(8, 5, 1);
  const M weight = normal_matrix(8, 5, 2);
  layers::Dropout<double>::Cache cache;
  layers::Chance chance{.seed = 5, .step = 2};
  CHECK(dropout.forward(x, &chance, cache) != x);
  check_slopes({{"x", &x, dropout.backward(weight, cache)}}, [&] {
    layers::Chance again{.seed = 5, .step = 2};
    layers::Dropout<double>::Cache unused;
    return along(dropout.forward(x, &again, unused), weight);
  });

  Stream draws = stream();
  layers::Embedding<double> embedding(4, 5, draws);
  const std::vector<std::int32_t> ids{3, 0, 0, 2, 3, 3, 0, 2};  // 1 is asked for nowhere
  layers::Embedding<double>::Cache rows;
  embedding.forward(ids, rows);
  embedding.backward(weight, rows);
  check_slopes(slopes_of(layers::parameters_of<double>(embedding)), [&] {
    layers::Embedding<double>::Cache unused;
    return along(embedding.forward(ids, unused), weight);
  });
}

TEST_CASE("gradients of attention to itself are those of differences, for every setting", "[layers]") {
  for (const Case& setting : settings()) {
    INFO(setting.name);
    Stream draws = stream();
    layers::Attention<double> attention(setting.options, draws);
    const auto parameters = layers::parameters_of<double>(attention);
    tests::scatter(parameters);
    M x = normal_matrix(14, 6, 7);
    const M weight = normal_matrix(14, 6, 8);
    layers::Attention<double>::Cache cache;
    attention.forward(x, setting.hearing, cache);
    const M grad_x = attention.backward(weight, cache);
    std::vector<Slope> slopes = slopes_of(parameters);
    slopes.push_back({"x", &x, grad_x});
    check_slopes(slopes, [&] {
      layers::Attention<double>::Cache unused;
      return along(attention.forward(x, setting.hearing, unused), weight);
    });
  }
}

TEST_CASE("gradients of attention to a context are those of differences, for every setting", "[layers]") {
  for (const Case& setting : crossings()) {
    INFO(setting.name);
    Stream draws = stream();
    layers::Attention<double> attention(setting.options, draws);
    const auto parameters = layers::parameters_of<double>(attention);
    tests::scatter(parameters);
    M x = normal_matrix(10, 6, 9), context = normal_matrix(16, 4, 10), grad_context;
    const M weight = normal_matrix(10, 6, 11);
    layers::Attention<double>::Cache cache;
    attention.forward(x, context, setting.hearing, cache);
    const M grad_x = attention.backward(weight, cache, grad_context);
    std::vector<Slope> slopes = slopes_of(parameters);
    slopes.push_back({"x", &x, grad_x});
    slopes.push_back({"context", &context, grad_context});
    check_slopes(slopes, [&] {
      layers::Attention<double>::Cache unused;
      return along(attention.forward(x, context, setting.hearing, unused), weight);
    });
  }
}

TEST_CASE("gradients of graph attention are those of differences, for every score", "[layers]") {
  using layers::Scoring;
  for (const Scoring scoring : {Scoring::uniform, Scoring::dot, Scoring::gat, Scoring::gatv2})
    for (const bool biases : {false, true}) {
      INFO("scoring " << static_cast<int>(scoring) << (biases ? ", learned biases" : ""));
      Stream draws = stream();
      layers::GraphAttention<double> attention(
          {.width = 6,
           .heads = 3,
           .scoring = scoring,
           .temperature = 0.7,
           .biases = biases ? std::vector<double>{0, 0.5, -1, 2} : std::vector<double>{},
           .learn_biases = biases,
           .dropout = 0.3},
          draws);
      const auto parameters = layers::parameters_of<double>(attention);
      tests::scatter(parameters);
      M x = normal_matrix(14, 6, 15);
      const M weight = normal_matrix(14, 6, 16);
      const Hearing hearing{.sequences = 2, .edges = some_edges(7, biases ? 4 : 0)};
      layers::GraphAttention<double>::Cache cache;
      const auto forward = [&] {
        layers::Chance chance{.seed = 4, .step = 6};
        return attention.forward(x, hearing, cache, &chance);
      };
      forward();
      const M grad_x = attention.backward(weight, cache);
      std::vector<Slope> slopes = slopes_of(parameters);
      slopes.push_back({"x", &x, grad_x});
      check_slopes(slopes, [&] { return along(forward(), weight); });
    }
}

TEST_CASE("gradients of a linear map of sparse rows are those of differences", "[layers]") {
  Stream draws = stream();
  layers::SparseLinear<double> map(5, 3, 0.4, draws);
  M x = normal_matrix(9, 5, 17);
  x = (x.array() > 0).select(x, 0.0);
  const layers::SparseRows<double> rows = x.sparseView();
  const M weight = normal_matrix(9, 3, 18);
  layers::SparseRows<double> cache;
  const auto forward = [&] {
    layers::Chance chance{.seed = 6, .step = 1};
    return map.forward(rows, cache, &chance);
  };
  forward();
  CHECK(M(cache) != x);  // something was forgotten
  map.backward(weight, cache);
  check_slopes(slopes_of(layers::parameters_of<double>(map)), [&] { return along(forward(), weight); });
}

TEST_CASE("gradients of two blocks with all options are those of differences", "[layers]") {
  Stream draws = stream();
  const layers::AttentionOptions attention{.width = 8, .heads = 2, .temperature = 0.7, .biases = 5};
  layers::AttentionOptions sparse = attention, across = attention;
  sparse.biases = 4;
  sparse.top_k = 3;
  across.context = 3;
  layers::Block<double> first({.attention = attention, .hidden = 5, .dropout = 0.2}, draws),
      second({.attention = sparse, .activation = layers::Activation::relu, .dropout = 0.3}, draws),
      third({.attention = across, .hidden = 6, .dropout = 0.1}, draws);
  struct {
    layers::Block<double>&first, &second, &third;
    void parameters(const layers::Visit<double>& visit) {
      first.parameters(layers::under("0", visit));
      second.parameters(layers::under("1", visit));
      third.parameters(layers::under("2", visit));
    }
  } model{first, second, third};
  const auto parameters = layers::parameters_of<double>(model);
  tests::scatter(parameters, 0.2);
  M x = normal_matrix(14, 8, 12), context = normal_matrix(10, 3, 14), grad_context;
  const M weight = normal_matrix(14, 8, 13);
  const Hearing causal{.sequences = 2, .causal = true, .lengths = {5, 7}},
      along_edges{.sequences = 2, .edges = some_edges(7, 4)}, all{.sequences = 2};
  layers::Block<double>::Cache caches[3];
  const auto forward = [&] {
    layers::Chance chance{.seed = 8, .step = 1};
    return third.forward(
        second.forward(first.forward(x, causal, caches[0], &chance), along_edges, caches[1], &chance),
        context, all, caches[2], &chance);
  };
  forward();
  const M grad_x =
      first.backward(second.backward(third.backward(weight, caches[2], grad_context), caches[1]), caches[0]);
  std::vector<Slope> slopes = slopes_of(parameters);
  slopes.push_back({"x", &x, grad_x});
  slopes.push_back({"context", &context, grad_context});
  check_slopes(slopes, [&] { return along(forward(), weight); });
}

TEST_CASE("gradients of losses are those of differences", "[layers]") {
  M out = normal_matrix(6, 4, 1);
  const M target = normal_matrix(6, 4, 2);
  const std::vector<double> weight{1, 0, 0.5, 2, 0, 1};
  const std::vector<std::int32_t> classes{0, -1, 3, 2, 99, 1};
  for (const std::span<const double> rows : {std::span<const double>(), std::span<const double>(weight)})
    check_slopes({{"squared error", &out, layers::squared_error<double>(out, target, rows).gradient}},
                 [&] { return layers::squared_error<double>(out, target, rows).value; });
  check_slopes({{"cross-entropy", &out, layers::cross_entropy<double>(out, classes, weight).gradient}},
               [&] { return layers::cross_entropy<double>(out, classes, weight).value; });
}

TEST_CASE("gradients of attention over many tiles are those of differences", "[layers]") {
  // 150 places are two tiles of keys and four groups of hearers.
  Stream draws = stream();
  layers::Attention<double> attention({.width = 4, .heads = 2, .biases = 41}, draws);
  const auto parameters = layers::parameters_of<double>(attention);
  tests::scatter(parameters);
  for (const bool causal : {false, true}) {
    const Hearing hearing{.causal = causal, .lengths = {141}};
    M x = normal_matrix(150, 4, 1);
    const M weight = normal_matrix(150, 4, 2);
    layers::clear_gradients(parameters);
    layers::Attention<double>::Cache cache;
    attention.forward(x, hearing, cache);
    const M grad_x = attention.backward(weight, cache);
    std::vector<Slope> slopes = slopes_of(parameters);
    slopes.push_back({"x", &x, grad_x});
    check_slopes(slopes, [&] {
      layers::Attention<double>::Cache unused;
      return along(attention.forward(x, hearing, unused), weight);
    });
  }
}

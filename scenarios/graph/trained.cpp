#include "scenarios/graph/trained.hpp"

#include "heed/layers/loss.hpp"

namespace heed::scenarios::graph {
namespace {

std::shared_ptr<const layers::Edges> edges_of(const Reach& reach, bool with_hops) {
  const Graph& graph = reach.graph;
  std::vector<Eigen::Index> first;
  std::vector<Agent> key;
  std::vector<std::int32_t> hop;
  for (Agent i = 0; i <= graph.agents(); ++i) first.push_back(graph.first(i));
  for (Agent i = 0; i < graph.agents(); ++i)
    key.insert(key.end(), graph.hears(i).begin(), graph.hears(i).end());
  for (Edge e = 0; with_hops && e < graph.edges(); ++e) hop.push_back(reach.hop(e));
  return std::make_shared<const layers::Edges>(graph.agents(), std::move(first), std::move(key),
                                               std::move(hop));
}

layers::GraphAttentionOptions options_of(const Lesson& lesson, layers::Scoring scoring,
                                         const std::vector<double>& biases) {
  return {.scoring = scoring,
          .temperature = lesson.hearing.temperature,
          .biases = std::move(biases),
          .learn_biases = lesson.hearing.bias == HopBias::learned};
}

Net net_of(const Lesson& lesson, layers::GraphAttentionOptions options) {
  Stream stream(lesson.seed, Purpose::weights, lesson.number);
  return Net(lesson.task.features.cols(), static_cast<Eigen::Index>(lesson.task.classes.size()), lesson.model,
             std::move(options), stream);
}

}  // namespace

Reach reach_of(const heed::Graph& graph, const Hearing& hearing) {
  const Reach reach = within_hops(graph, static_cast<int>(hearing.hops));
  return hearing.self ? with_self_ties(reach) : without_self_ties(reach);
}

std::vector<double> biases_of(const Hearing& hearing) {
  if (hearing.bias == HopBias::none) return {};
  std::vector<double> out;
  for (std::int64_t h = 0; h <= hearing.hops; ++h)
    out.push_back(hearing.bias == HopBias::learned ? 0 : -hearing.decay * static_cast<double>(h));
  return out;
}

Trained::Trained(const Lesson& lesson, layers::Scoring scoring, const Reach& reach,
                 const std::vector<double>& biases)
    : task_(lesson.task),
      seed_(lesson.seed),
      number_(lesson.number),
      net_(net_of(lesson, options_of(lesson, scoring, biases))),
      parameters_(layers::parameters_of<float>(net_)),
      adam_({.rate = layers::ConstantRate{lesson.training.rate}, .penalty = lesson.training.penalty}) {
  hearing_.edges = edges_of(reach, !biases.empty());
  for (const Part part : task_.part) counted_.push_back(part == Part::train ? 1.0F : 0.0F);
}

layers::Chance Trained::chance() const {
  return {.seed = seed_, .step = adam_.steps(), .sites = number_ << 8};
}

void Trained::learn() {
  layers::clear_gradients(parameters_);
  layers::Chance drawn = chance();
  const Matrix<float> logits = net_.forward(task_.features, hearing_, cache_, &drawn);
  const auto loss = layers::cross_entropy<float>(logits, task_.label, counted_);
  net_.backward(loss.gradient, cache_);
  adam_.step(parameters_);
}

void Trained::judge(Matrix<float>& out) {
  out = net_.forward(task_.features, hearing_, cache_);
  log_softmax(out);
}

std::optional<Heeded> Trained::heeded() const {
  Heeded out{.edges = hearing_.edges, .weight = {}, .bias = {}};
  out.weight.setZero(static_cast<Eigen::Index>(net_.depth()), hearing_.edges->size());
  out.bias.setZero(static_cast<Eigen::Index>(net_.depth()), net_.attention(0).biases().rows());
  for (std::size_t l = 0; l < cache_.attention.size(); ++l) {
    const auto layer = static_cast<Eigen::Index>(l);
    const auto& heads = net_.attention(l).weights(cache_.attention[l]);
    for (const std::vector<float>& head : heads)
      out.weight.row(layer) +=
          Eigen::Map<const Eigen::RowVectorXf>(head.data(), static_cast<Eigen::Index>(head.size())) /
          static_cast<float>(heads.size());
    out.bias.row(layer) = net_.attention(l).biases().transpose();
  }
  return out;
}

}  // namespace heed::scenarios::graph

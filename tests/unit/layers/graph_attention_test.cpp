// Graph attention: each score against the formula of its source, written out; what is refused.
#include "heed/layers/graph_attention.hpp"

#include "heed/graphs/erdos_renyi.hpp"
#include "heed/layers/sparse_linear.hpp"

#include <cmath>
#include <map>

#include "catch.hpp"
#include "slopes.hpp"

using namespace heed;
using namespace heed::layers;
using tests::normal_matrix;

namespace {

using M = Matrix<double>;

constexpr Index count = 12, width = 6, heads = 2, depth = 3;
constexpr double temperature = 0.6;

Graph graph() { return graphs::ErdosRenyi{.agents = count, .mean_degree = 4}.make(2).graph; }

/// An attention layer, and its parameters by name.
struct Made {
  GraphAttention<double> layer;
  std::map<std::string, const M*> parameter;

  explicit Made(Scoring scoring) {
    Stream stream(1, Purpose::weights);
    layer = GraphAttention<double>(
        {.width = width, .heads = heads, .scoring = scoring, .temperature = temperature}, stream);
    const auto all = parameters_of<double>(layer);
    tests::scatter(all);
    for (const auto& [name, p] : all) parameter[name] = &p->value;
  }
  M linear(const std::string& name, const M& x) const {
    return (x * parameter.at(name + ".weight")->transpose()).rowwise() + parameter.at(name + ".bias")->row(0);
  }
};

double leaky(double x) { return x > 0 ? x : 0.2 * x; }

/// Σ_j a_ij x_j of head h, a_ij = exp(logit) / Σ exp(logit), as the formula stands.
M expected(const M& x, const std::function<double(Index h, Index i, Index j)>& logit) {
  const Graph g = graph();
  M out = M::Zero(count, width);
  for (Agent i = 0; i < count; ++i)
    for (Index h = 0; h < heads; ++h) {
      double sum = 0;
      for (const Agent j : g.hears(i)) sum += std::exp(logit(h, i, j));
      for (const Agent j : g.hears(i))
        out.row(i).segment(h * depth, depth) +=
            std::exp(logit(h, i, j)) / sum * x.row(j).segment(h * depth, depth);
    }
  return out;
}

void check(const Made& made, const M& x, const std::function<double(Index h, Index i, Index j)>& logit) {
  GraphAttention<double>::Cache cache;
  const M out = made.layer.forward(x, {.edges = std::make_shared<const Edges>(graph())}, cache);
  // Some ten products and sums of numbers near 1.
  CHECK((out - expected(x, logit)).cwiseAbs().maxCoeff() < 1e-13);
}

}  // namespace

TEST_CASE("graph attention is its formula, for every score", "[layers]") {
  const M x = normal_matrix(count, width, 1);
  const auto part = [](const M& m, Index i, Index h) { return m.row(i).segment(h * depth, depth); };
  SECTION("uniform: the mean") {
    check(Made(Scoring::uniform), x, [](Index, Index, Index) { return 0.0; });
  }
  SECTION("dot: q · k / (√d T)") {
    const Made made(Scoring::dot);
    const M q = made.linear("query", x), k = made.linear("key", x);
    check(made, x, [&](Index h, Index i, Index j) {
      return part(q, i, h).dot(part(k, j, h)) / (std::sqrt(double(depth)) * temperature);
    });
  }
  SECTION("gat: leaky(u · x_i + v · x_j) / T") {
    const Made made(Scoring::gat);
    const M &u = *made.parameter.at("query"), &v = *made.parameter.at("key");
    check(made, x, [&](Index h, Index i, Index j) {
      return leaky(part(u, 0, h).dot(part(x, i, h)) + part(v, 0, h).dot(part(x, j, h))) / temperature;
    });
  }
  SECTION("gatv2: u · leaky(W x_i + x_j) / T") {
    const Made made(Scoring::gatv2);
    const M q = made.linear("query", x), &u = *made.parameter.at("direction");
    check(made, x, [&](Index h, Index i, Index j) {
      double sum = 0;
      for (Index c = h * depth; c < (h + 1) * depth; ++c) sum += u(0, c) * leaky(q(i, c) + x(j, c));
      return sum / temperature;
    });
  }
}

TEST_CASE("biases of edges are outside of the temperature, and the same in every head", "[layers]") {
  Stream stream(1, Purpose::weights);
  const GraphAttention<double> layer(
      {.width = 2, .heads = 2, .scoring = Scoring::uniform, .temperature = 5, .biases = {0, std::log(3)}},
      stream);
  const auto edges = std::make_shared<const Edges>(2, std::vector<Index>{0, 2, 2}, std::vector<Agent>{0, 1},
                                                   std::vector<std::int32_t>{0, 1});
  M x(2, 2);
  x << 4, 8, 0, 16;
  GraphAttention<double>::Cache cache;
  const M out = layer.forward(x, {.edges = edges}, cache);
  CHECK(out(0, 0) == Approx(1));                                                     // 4 / 4
  CHECK(out(0, 1) == Approx(14));                                                    // (8 + 3 · 16) / 4
  CHECK(out.row(1).isZero());                                                        // hears no one
  CHECK(parameters_of<double>(const_cast<GraphAttention<double>&>(layer)).empty());  // biases that stay
}

TEST_CASE("dropout of weights keeps their mean", "[layers]") {
  Stream stream(1, Purpose::weights);
  const GraphAttention<double> layer({.width = 1, .scoring = Scoring::uniform, .dropout = 0.5}, stream);
  const Index many = 20000;
  std::vector<Index> first;
  std::vector<Agent> key;
  for (Index i = 0; i <= many; ++i) first.push_back(2 * i);
  for (Index i = 0; i < many; ++i) key.insert(key.end(), {0, 1});
  const auto edges = std::make_shared<const Edges>(many, first, key);
  GraphAttention<double>::Cache cache;
  Chance chance{.seed = 1};
  const M out = layer.forward(M::Ones(many, 1), {.edges = edges}, cache, &chance);
  // Each is 0, 1 or 2 with 1, 2, 1 chances in 4: standard deviation √½, of the mean 0.005; four of these.
  CHECK(std::abs(out.mean() - 1) < 0.02);
  CHECK(layer.forward(M::Ones(many, 1), {.edges = edges}, cache).isOnes());
}

TEST_CASE("graph attention refuses what it cannot do", "[layers]") {
  Stream stream(1, Purpose::weights);
  CHECK_THROWS_WITH(GraphAttention<double>({.width = 5, .heads = 2}, stream),
                    Catch::Contains("do not divide"));
  CHECK_THROWS_WITH(GraphAttention<double>({.width = 4, .temperature = 0}, stream),
                    Catch::Contains("above 0"));
  GraphAttention<double> layer({.width = 4}, stream);
  GraphAttention<double>::Cache cache;
  CHECK_THROWS_WITH(layer.forward(M::Zero(3, 4), {}, cache), Catch::Contains("no edges"));
  const auto edges = std::make_shared<const Edges>(graph());
  CHECK_THROWS_WITH(layer.forward(M::Zero(count, 3), {.edges = edges}, cache), Catch::Contains("should be"));
  M x = M::Zero(count, 4);
  x(3, 1) = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(layer.forward(x, {.edges = edges}, cache), Catch::Contains("row 3"));
}

TEST_CASE("a linear map of sparse rows is that of the same rows written out", "[layers]") {
  Stream stream(1, Purpose::weights);
  SparseLinear<double> map(7, 3, 0, stream);
  const auto parameters = parameters_of<double>(map);
  tests::scatter(parameters);
  M x = normal_matrix(5, 7, 1);
  x = (x.array() > 0).select(x, 0.0);
  SparseRows<double> kept;
  const M out = map.forward(x.sparseView(), kept);
  const M expected = (x * parameters[0].parameter->value).rowwise() + parameters[1].parameter->value.row(0);
  CHECK((out - expected).cwiseAbs().maxCoeff() < 1e-14);
  CHECK_THROWS_WITH(map.forward(SparseRows<double>(2, 6), kept), Catch::Contains("should have 7"));
}

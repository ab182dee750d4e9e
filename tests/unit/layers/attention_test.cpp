// Attention of all pairs and along edges, against the weights written out, and what must hold of them.
#include "heed/layers/attention.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <map>

#include "catch.hpp"
#include "slopes.hpp"

using namespace heed;
using layers::Hearing;
using tests::normal_matrix;

namespace {

using M = Matrix<double>;
constexpr double nobody = -std::numeric_limits<double>::infinity();

/// The layer by hand: its parameters by name.
struct ByHand {
  std::map<std::string, M> parameter;
  Eigen::Index heads;
  double temperature;

  ByHand(layers::Attention<double>& attention, const layers::AttentionOptions& options)
      : heads(options.heads), temperature(options.temperature) {
    for (const auto& [name, p] : layers::parameters_of<double>(attention)) parameter[name] = p->value;
  }
  M map(const std::string& part, const M& x) const {
    M out = x * parameter.at(part + ".weight").transpose();
    out.rowwise() += parameter.at(part + ".bias").row(0);
    return out;
  }
  /// The weights of one head for one sequence, where `extra(i, j)` is added to logits.
  template <class Extra> M weights(const M& x, const M& context, Eigen::Index head, Extra extra) const {
    const M q = map("query", x), k = map("key", context);
    const Eigen::Index depth = q.cols() / heads;
    M a = q.middleCols(head * depth, depth) * k.middleCols(head * depth, depth).transpose() /
          (std::sqrt(static_cast<double>(depth)) * temperature);
    for (Eigen::Index i = 0; i < a.rows(); ++i) {
      for (Eigen::Index j = 0; j < a.cols(); ++j) a(i, j) += extra(i, j, head);
      const double best = a.row(i).maxCoeff();
      if (best == nobody) {
        a.row(i).setZero();
        continue;
      }
      a.row(i) = (a.row(i).array() - best).exp();
      a.row(i) /= a.row(i).sum();
    }
    return a;
  }
  template <class Extra> M forward(const M& x, const M& context, Extra extra) const {
    const M v = map("value", context);
    const Eigen::Index depth = v.cols() / heads;
    M mixed(x.rows(), v.cols());
    for (Eigen::Index h = 0; h < heads; ++h)
      mixed.middleCols(h * depth, depth) = weights(x, context, h, extra) * v.middleCols(h * depth, depth);
    return map("output", mixed);
  }
};

double apart(const M& a, const M& b) { return (a - b).cwiseAbs().maxCoeff(); }

layers::Attention<double> made(const layers::AttentionOptions& options) {
  Stream stream(6, Purpose::weights);
  layers::Attention<double> out(options, stream);
  tests::scatter(layers::parameters_of<double>(out), 0.2);
  return out;
}

/// Every pair as an edge.
std::shared_ptr<const layers::Edges> all_pairs(Eigen::Index hearers, Eigen::Index keys) {
  std::vector<Eigen::Index> first;
  std::vector<Agent> key;
  for (Eigen::Index i = 0; i <= hearers; ++i) first.push_back(i * keys);
  for (Eigen::Index i = 0; i < hearers; ++i)
    for (Agent j = 0; j < keys; ++j) key.push_back(j);
  return std::make_shared<const layers::Edges>(keys, first, key);
}

// Sums of some hundred numbers of order 1, in another order.
constexpr double rounding = 1e-12;

}  // namespace

TEST_CASE("dense attention is the softmax of all pairs, whatever the tiles", "[layers]") {
  for (const Eigen::Index depth : {1, 5, 16, 70})
    for (const Eigen::Index count : {1, 47, 130, 401}) {
      const layers::AttentionOptions options{.width = 2 * depth, .heads = 2, .temperature = 0.8};
      auto attention = made(options);
      const ByHand by_hand(attention, options);
      const M x = normal_matrix(count, 2 * depth, 1);
      layers::Attention<double>::Cache cache;
      INFO(count << " places, depth " << depth);
      CHECK(apart(attention.forward(x, {}, cache), by_hand.forward(x, x, [](auto...) { return 0.0; })) <=
            rounding);
      const auto causal = [](auto i, auto j, auto) { return j > i ? nobody : 0.0; };
      CHECK(apart(attention.forward(x, {.causal = true}, cache), by_hand.forward(x, x, causal)) <= rounding);
      CHECK(apart(attention.weights(cache, 0, 1), by_hand.weights(x, x, 1, causal)) <= rounding);
    }
}

TEST_CASE("padding and biases by place enter the logits, sequence by sequence", "[layers]") {
  const layers::AttentionOptions options{.width = 8, .heads = 2, .temperature = 2, .biases = 7};
  auto attention = made(options);
  const ByHand by_hand(attention, options);
  const M& table = by_hand.parameter.at("bias");
  const M x = normal_matrix(3 * 60, 8, 1), context = normal_matrix(3 * 200, 8, 2);
  std::vector<std::int32_t> query_place;
  for (int i = 0; i < 60; ++i) query_place.push_back(3 * i);
  const Hearing hearing{.sequences = 3, .lengths = {200, 0, 131}, .query_place = query_place};
  layers::Attention<double>::Cache cache;
  const M out = attention.forward(x, context, hearing, cache);
  for (Eigen::Index b = 0; b < 3; ++b) {
    const auto extra = [&](Eigen::Index i, Eigen::Index j, Eigen::Index h) {
      if (j >= hearing.lengths[static_cast<std::size_t>(b)]) return nobody;
      return table(std::clamp<Eigen::Index>(j - 3 * i, -3, 3) + 3, h);
    };
    const M own = x.middleRows(60 * b, 60), heard = context.middleRows(200 * b, 200);
    CHECK(apart(out.middleRows(60 * b, 60), by_hand.forward(own, heard, extra)) <= rounding);
    CHECK(apart(attention.weights(cache, b, 0), by_hand.weights(own, heard, 0, extra)) <= rounding);
  }
  // The sequence that hears no one is told nothing but the output's offset.
  CHECK(apart(out.row(60), by_hand.parameter.at("output.bias")) == 0);
}

TEST_CASE("attention along edges to everyone is dense attention, forward and back", "[layers]") {
  auto attention = made({.width = 12, .heads = 3});
  const auto parameters = layers::parameters_of<double>(attention);
  const M x = normal_matrix(2 * 150, 12, 1), weight = normal_matrix(2 * 150, 12, 2);
  M grad_x[2];
  std::vector<M> gradients[2];
  M out[2];
  const Hearing hearing[2] = {{.sequences = 2}, {.sequences = 2, .edges = all_pairs(150, 150)}};
  for (const int way : {0, 1}) {
    layers::clear_gradients(parameters);
    layers::Attention<double>::Cache cache;
    out[way] = attention.forward(x, hearing[way], cache);
    grad_x[way] = attention.backward(weight, cache);
    for (const auto& [name, p] : parameters) gradients[way].push_back(p->gradient);
  }
  CHECK(apart(out[0], out[1]) <= rounding);
  CHECK(apart(grad_x[0], grad_x[1]) <= rounding);
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    INFO(parameters[p].name);
    CHECK(apart(gradients[0][p], gradients[1][p]) <= 100 * rounding);  // sums over 300 rows
  }
}

TEST_CASE("weights of a row sum to 1, and of those not heard are 0", "[layers]") {
  const M x = normal_matrix(2 * 20, 6, 1);
  const Hearing hearing{.sequences = 2, .causal = true, .lengths = {20, 11}};
  for (const Eigen::Index top_k : {0, 4}) {
    const auto attention = made({.width = 6, .heads = 2, .top_k = top_k});
    layers::Attention<double>::Cache cache;
    attention.forward(x, hearing, cache);
    const M a = attention.weights(cache, 1, 1);
    CHECK((a.rowwise().sum().array() - 1).abs().maxCoeff() <= 1e-15 * 20);
    for (Eigen::Index i = 0; i < 20; ++i)
      for (Eigen::Index j = 0; j < 20; ++j)
        if (j > i || j >= 11) CHECK(a(i, j) == 0);
    if (top_k > 0) CHECK(((a.array() > 0).rowwise().count() <= top_k).all());
  }
}

TEST_CASE("large temperatures heed all alike, small ones only the best", "[layers]") {
  const M x = normal_matrix(9, 4, 1);
  layers::Attention<double>::Cache cache;
  const auto warm = made({.width = 4, .temperature = 1e12});
  warm.forward(x, {}, cache);
  CHECK((warm.weights(cache, 0, 0).array() - 1.0 / 9).abs().maxCoeff() <= 1e-12);
  const auto cold = made({.width = 4, .temperature = 1e-9});
  cold.forward(x, {}, cache);
  const M a = cold.weights(cache, 0, 0);
  for (Eigen::Index i = 0; i < 9; ++i) CHECK(a.row(i).maxCoeff() == 1);
}

TEST_CASE("what top-k leaves out is its share times how far it is from what stays", "[layers]") {
  // C6: o - o_K = (1 - m) (mean of the rest - o_K), with m the share of attention that the k best have.
  const layers::AttentionOptions options{.width = 5};
  layers::AttentionOptions best = options;
  best.top_k = 3;
  auto all = made(options), some = made(best);
  const ByHand by_hand(all, options);
  const M x = normal_matrix(30, 5, 1), value = by_hand.map("value", x);
  layers::Attention<double>::Cache of_all, of_some;
  all.forward(x, {}, of_all);
  some.forward(x, {}, of_some);
  const M a = all.weights(of_all, 0, 0), kept = some.weights(of_some, 0, 0);
  for (Eigen::Index i = 0; i < 30; ++i) {
    double mass = 0;
    M rest = M::Zero(1, 5);
    for (Eigen::Index j = 0; j < 30; ++j) {
      if (kept(i, j) > 0)
        mass += a(i, j);
      else
        rest += a(i, j) * value.row(j);
    }
    const M difference = of_all.mixed.row(i) - of_some.mixed.row(i);
    CHECK(apart(difference, rest - (1 - mass) * of_some.mixed.row(i)) <= rounding);
  }
}

TEST_CASE("top-k keeps the earlier of equals, and everyone where there are no more than k", "[layers]") {
  auto attention = made({.width = 4, .top_k = 2});
  layers::Attention<double>::Cache cache;
  attention.forward(normal_matrix(1, 4, 1).replicate(5, 1), {}, cache);
  const M a = attention.weights(cache, 0, 0);
  for (Eigen::Index i = 0; i < 5; ++i) CHECK(a.row(i) == (M(1, 5) << 0.5, 0.5, 0, 0, 0).finished());

  const M x = normal_matrix(6, 4, 2);
  auto wide = made({.width = 4, .top_k = 50}), all = made({.width = 4});
  layers::Attention<double>::Cache unused;
  CHECK(apart(wide.forward(x, {}, unused), all.forward(x, {}, unused)) <= rounding);
}

TEST_CASE("attention does not know the order of what it hears", "[layers]") {
  auto attention = made({.width = 8, .heads = 4});
  const M x = normal_matrix(140, 8, 1);
  Eigen::PermutationMatrix<Eigen::Dynamic> order(140);
  order.setIdentity();
  Stream stream(2, Purpose::test);
  for (int i = 139; i > 0; --i)
    std::swap(order.indices()[i],
              order.indices()[static_cast<int>(stream.below(static_cast<std::uint64_t>(i + 1)))]);
  layers::Attention<double>::Cache cache;
  const M straight = order * attention.forward(x, {}, cache),
          turned = attention.forward(order * x, {}, cache);
  CHECK(apart(straight, turned) <= rounding);
}

TEST_CASE("logits far apart neither overflow nor vanish", "[layers]") {
  // Logits of ±1e4 in float: the largest is taken out of each row before any power is made.
  Stream stream(6, Purpose::weights);
  layers::Attention<float> attention({.width = 16, .temperature = 1e-4}, stream);
  const Matrix<float> x = normal_matrix<float>(200, 16, 1);
  layers::Attention<float>::Cache cache;
  const Matrix<float> out = attention.forward(x, {}, cache),
                      grad = attention.backward(normal_matrix<float>(200, 16, 2), cache);
  CHECK(out.allFinite());
  CHECK(grad.allFinite());
  const Matrix<float> a = attention.weights(cache, 0, 0);
  CHECK((a.rowwise().sum().array() - 1).abs().maxCoeff() <= 1e-5F);
}

TEST_CASE("attention of no rows, or to a context of none, gives what there is to give", "[layers]") {
  auto across = made({.width = 4, .context = 3});
  const auto parameters = layers::parameters_of<double>(across);
  const M& offset = parameters[7].parameter->value;
  REQUIRE(parameters[7].name == "output.bias");
  layers::Attention<double>::Cache cache;
  M grad_context;
  const M out = across.forward(normal_matrix(2, 4, 1), M::Zero(0, 3), {}, cache);
  CHECK(out == offset.replicate(2, 1));
  CHECK(across.backward(normal_matrix(2, 4, 2), cache, grad_context) == M::Zero(2, 4));
  CHECK(grad_context.rows() == 0);
  auto itself = made({.width = 4});
  CHECK(itself.forward(M::Zero(0, 4), {}, cache).rows() == 0);
  CHECK(itself.backward(M::Zero(0, 4), cache).rows() == 0);
}

TEST_CASE("dense attention holds no weights of all pairs", "[layers]") {
#ifdef __SANITIZE_ADDRESS__
  WARN("skipped: the sanitizer keeps what is freed");
#else
  const auto kilobytes = [](const std::string& of) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
      if (word == of + ":" && status >> word) return std::stol(word);
    return -1L;
  };
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak is now what is in use
  const long before = kilobytes("VmHWM");
  if (before < 0) {
    WARN("skipped: the system does not say what memory was used");
    return;
  }
  // 10 000 places: all pairs would take 400 MB, once.
  Stream stream(1, Purpose::weights);
  layers::Attention<float> attention({.width = 8}, stream);
  layers::Attention<float>::Cache cache;
  attention.forward(normal_matrix<float>(10000, 8, 1), {.causal = true}, cache);
  attention.backward(normal_matrix<float>(10000, 8, 2), cache);
  CHECK(kilobytes("VmHWM") - before < 40000);
#endif
}

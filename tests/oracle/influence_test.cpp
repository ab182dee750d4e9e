// What moving or muting one agent does to others, from twins that share everything else. A22, C9.
#include "heed/graphs/erdos_renyi.hpp"

#include "catch.hpp"
#include "karate.hpp"
#include "models.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

using M = Matrix<double>;

std::vector<double> some_opinions(Agent agents) {
  Stream stream(4, Purpose::test);
  std::vector<double> out(static_cast<std::size_t>(agents));
  for (double& x : out) x = stream.normal();
  return out;
}

Model model(const Choice<dynamics::Catalogue>& kind) {
  Model out = from_column();
  out.dynamics.kind = kind;
  return out;
}

/// Opinions after `steps`.
M after(const Model& model, const Network& network, std::vector<double> x, int steps) {
  Simulation<double> simulation(model, with_opinions(network, std::move(x)), 1);
  for (int step = 0; step < steps; ++step) simulation.step();
  return simulation.state();
}

std::vector<double> nudged(std::vector<double> x, Agent j, double by) {
  x[static_cast<std::size_t>(j)] += by;
  return x;
}

}  // namespace

TEST_CASE("under fixed attention the influence over h steps is A^h", "[A22]") {
  const Network network = karate();
  const Model averaging = model(dynamics::Degroot{});
  M once = M::Zero(34, 34);
  for (const Tie& t : network.graph.ties())
    once(t.hearer, t.heard) = 1 / static_cast<double>(network.graph.degree(t.hearer));
  const std::vector<double> x = some_opinions(34);
  M power = M::Identity(34, 34);
  int h = 0;
  for (const int horizon : {1, 2, 5, 20}) {
    for (; h < horizon; ++h) power = power * once;
    const M plain = after(averaging, network, x, horizon);
    for (const Agent j : {0, 7, 33}) {
      const M difference = after(averaging, network, nudged(x, j, 1), horizon) - plain;
      CHECK((difference.col(0) - power.col(j)).cwiseAbs().maxCoeff() < 1e-13);  // a hundred roundings
    }
  }
}

TEST_CASE(
    "under Gaussian attention one step moves i by a_ij (1 + (x_j - x_i') (x_i - x_j) / T), which can be "
    "below 0",
    "[A22]") {
  const double temperature = 0.7;
  const Agent n = 40;
  const Network network = graphs::ErdosRenyi{.agents = n, .mean_degree = 8}.make(3);
  Model gaussian = model(dynamics::Attention{});
  gaussian.attention.score = scores::Similarity{};
  gaussian.attention.temperature = temperatures::Constant{temperature};
  gaussian.attention.self_ties = SelfTies::add;
  const std::vector<double> x = some_opinions(n);
  const M next = after(gaussian, network, x, 1);
  const auto attend = make_attend<double>(gaussian.attention, network, 1);
  const M state = Eigen::Map<const Eigen::VectorXd>(x.data(), n);
  Row<double> row;
  int negative = 0;
  for (Agent i = 0; i < n; ++i) {
    attend->weights(i, Said<double>(state), temperature, row);
    for (std::size_t k = 0; k < row.heard.size(); ++k) {
      const Agent j = row.heard[k];
      if (j == i) continue;
      const double a = row.weight[k], own = state(i, 0), other = state(j, 0);
      const double expected = a * (1 + (other - next(i, 0)) * (own - other) / temperature), step = 1e-5;
      const double found = (after(gaussian, network, nudged(x, j, step), 1)(i, 0) -
                            after(gaussian, network, nudged(x, j, -step), 1)(i, 0)) /
                           (2 * step);
      CHECK(std::abs(found - expected) < 1e-9);  // h² f'''/6 and ε / h
      negative += expected < 0;
    }
  }
  CHECK(negative > 0);  // heeded, and yet pushed away
}

TEST_CASE("muting j moves i by a_ij (x_j - y_i) / (1 - a_ij)", "[C9]") {
  const Network network = karate();
  Model gaussian = model(dynamics::Attention{});
  gaussian.attention.score = scores::Similarity{};
  const std::vector<double> x = some_opinions(34);
  const M heard = after(gaussian, network, x, 1), state = Eigen::Map<const Eigen::VectorXd>(x.data(), 34);
  const auto attend = make_attend<double>(gaussian.attention, network, 1);
  Row<double> row;
  attend->weights(33, Said<double>(state), 1, row);
  for (std::size_t k = 0; k < row.heard.size(); ++k) {
    const Agent j = row.heard[k];
    Network muted = network;
    std::vector<Tie> ties = network.graph.ties();
    std::erase_if(ties, [j](const Tie& t) { return t.hearer == 33 && t.heard == j; });
    muted.graph = Graph(34, ties);
    const double y = heard(33, 0), without = after(gaussian, muted, x, 1)(33, 0);
    CHECK(std::abs(y - without - row.weight[k] * (state(j, 0) - y) / (1 - row.weight[k])) < 1e-12);
  }
}

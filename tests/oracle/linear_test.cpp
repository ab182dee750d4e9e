// Fixed attention is a Markov chain: consensus, rates, closed classes and pulled equilibria in closed form.
// A1-A4, C8.
#include "heed/chain/limits.hpp"
#include "heed/graph/classes.hpp"
#include "heed/graphs/barabasi_albert.hpp"
#include "heed/graphs/file.hpp"
#include "heed/graphs/stochastic_block.hpp"
#include "heed/graphs/watts_strogatz.hpp"
#include "heed/observables.hpp"

#include "catch.hpp"
#include "data_folder.hpp"
#include "karate.hpp"
#include "models.hpp"
#include <Eigen/Dense>

using namespace heed;
using namespace heed::tests;

namespace {

std::vector<double> random_values(Agent agents, std::uint64_t seed) {
  std::vector<double> out;
  Stream stream(seed, Purpose::test);
  for (Agent i = 0; i < agents; ++i) out.push_back(stream.uniform(-1, 1));
  return out;
}

/// Symmetric edge weights in (0.2, 2), so that attention with score ln w is a reversible chain.
Network symmetric_weights(Network network, std::uint64_t seed) {
  std::vector<Tie> ties;
  Stream stream(seed, Purpose::test);
  for (const Tie& t : network.graph.ties())
    if (t.hearer < t.heard) ties.push_back({t.hearer, t.heard, stream.uniform(0.2, 2)});
  network.graph = Graph(network.agents(), both_ways(ties), true);
  return network;
}

/// π · x(0) of a reversible chain: each agent counts by the sum Z of the weights exp(score) of its ties.
double weighted_mean(const Network& network, const std::vector<double>& x) {
  double sum = 0, total = 0;
  for (Agent i = 0; i < network.agents(); ++i) {
    double z = 0;
    for (Edge e = network.graph.first(i); e < network.graph.first(i + 1); ++e) z += network.graph.weight(e);
    sum += z * x[static_cast<std::size_t>(i)];
    total += z;
  }
  return sum / total;
}

Model degroot(double rate = 1) {
  Model model = from_column();
  model.attention.score = scores::Affinity{.of = scores::Affinity::Of::weight, .table = {}};
  model.dynamics.kind = dynamics::Attention{.rate = rate};
  return model;
}

void ends_in_weighted_mean(Network network) {
  const std::vector<double> x = random_values(network.agents(), 11);
  const double expected = weighted_mean(network, x);
  Simulation<double> simulation(degroot(0.5), with_opinions(std::move(network), x), 1);
  settle(simulation, 1e-15, 200000);
  for (const double v : opinions(simulation)) REQUIRE_THAT(v, WithinAbs(expected, 1e-10));
}

/// The slowest decay per step of x' = A x, measured on heed's own steps once only the slowest mode is left.
/// The mode of eigenvalue 1 is taken out by its weight, so that rounding cannot bring it back.
double measured_decay(const Network& network, int steps, double rate) {
  std::vector<double> x = random_values(network.agents(), 12);
  double mean = weighted_mean(network, x);
  for (double& v : x) v -= mean;
  Model model = degroot(rate);
  double ratio = 0;
  for (int k = 0; k < steps; ++k) {
    Simulation<double> simulation(model, with_opinions(network, x), 1);
    simulation.step();
    std::vector<double> next = opinions(simulation);
    mean = weighted_mean(network, next);
    double before = 0, after = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      next[i] -= mean;
      const auto d = static_cast<double>(network.graph.degree(static_cast<Agent>(i)));
      before += d * x[i] * x[i];
      after += d * next[i] * x[i];
    }
    ratio = after / before;  // Rayleigh quotient in the chain's own inner product: error falls twice as fast
    double norm = 0;
    for (const double v : next) norm = std::max(norm, std::abs(v));
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = next[i] / norm;
  }
  return ratio;
}

}  // namespace

TEST_CASE("DeGroot ends in the Z-weighted mean on karate and on a stochastic block graph", "[A1]") {
  ends_in_weighted_mean(symmetric_weights(karate(), 1));
  Network blocks = graphs::StochasticBlock{.blocks = {60, 60}, .p_in = 0.2, .p_out = 0.05, .p = {}}.make(3);
  blocks = subnetwork(blocks, largest_component(blocks.graph));
  ends_in_weighted_mean(symmetric_weights(blocks, 2));
}

TEST_CASE("DeGroot ends in the Z-weighted mean on polblogs", "[A1][data]") {
  const auto folder = data_folder();
  if (!folder) return;
  graphs::File source;
  source.file = {"polblogs.gml", (*folder / "networks/polblogs.gml").string()};
  Network blogs = source.make(0);
  blogs = subnetwork(blogs, largest_component(blogs.graph));
  REQUIRE(blogs.agents() == 1222);
  ends_in_weighted_mean(symmetric_weights(blogs, 3));
}

TEST_CASE("opinions on karate decay at the second eigenvalue of the walk", "[A2]") {
  const Network network = karate();
  CHECK_THAT(measured_decay(network, 400, 1), WithinRel(0.86772767, 1e-6));
}

TEST_CASE("opinions in the email network decay at the second eigenvalue of the walk", "[A2][data][slow]") {
  const auto folder = data_folder();
  if (!folder) return;
  graphs::File source;
  source.file = {"email-Eu-core.txt", (*folder / "networks/email-Eu-core.txt").string()};
  Network email = source.make(0);
  email = subnetwork(email, largest_component(email.graph));
  REQUIRE(email.agents() == 986);
  CHECK_THAT(measured_decay(email, 600, 1), WithinRel(0.78785045, 1e-6));
}

TEST_CASE("opinions in the Cora network decay at the second eigenvalue of the walk", "[A2][data][slow]") {
  const auto folder = data_folder();
  if (!folder) return;
  graphs::File source;
  source.file = {"cora.edges.txt.gz", (*folder / "networks/cora/cora.edges.txt.gz").string()};
  Network cora = source.make(0);
  cora = subnetwork(cora, largest_component(cora.graph));
  // Near-bipartite: lazy steps keep the smallest eigenvalue out of the way; (1 + λ) / 2 is what they show.
  CHECK_THAT(2 * measured_decay(cora, 8000, 0.5) - 1, WithinRel(0.99521600, 1e-6));
}

TEST_CASE("under top-k the surviving opinions are the closed classes, with their absorption limits", "[A3]") {
  for (std::uint64_t trial = 0; trial < 100; ++trial) {
    // A random digraph where each agent heeds the two it likes best of six: fixed scores, so a fixed chain.
    const Agent n = 40;
    Stream stream(trial, Purpose::test);
    std::vector<Tie> ties;
    for (Agent i = 0; i < n; ++i)
      for (int d = 0; d < 6; ++d)
        if (const auto j = static_cast<Agent>(stream.below(n)); j != i)
          ties.push_back({i, j, stream.uniform(0.1, 1)});
    Network network;
    network.graph = Graph(n, ties, true);
    Model model = degroot(0.5);
    model.attention.masks.push_back(masks::TopK{2});
    const std::vector<double> x = random_values(n, 100 + trial);
    Simulation<double> simulation(model, with_opinions(network, x), 1);
    // The chain as heed sees it, from its own rows.
    Eigen::MatrixXd a = Eigen::MatrixXd::Zero(n, n);
    std::vector<Tie> kept, weighted;
    Row<double> row;
    for (Agent i = 0; i < n; ++i) {
      simulation.attend().weights(i, Said<double>(simulation.state()), 1.0, row);
      if (row.heard.empty()) a(i, i) = 1;
      for (std::size_t e = 0; e < row.heard.size(); ++e) {
        a(i, row.heard[e]) = row.weight[e];
        kept.push_back({i, row.heard[e]});
        weighted.push_back({i, row.heard[e], row.weight[e]});
      }
    }
    const ClosedClasses classes = closed_classes(Graph(n, kept));
    // The limit of the lazy chain: repeated squaring, independent of heed's steps.
    Eigen::MatrixXd limit = (Eigen::MatrixXd::Identity(n, n) + a) / 2;
    for (int k = 0; k < 17; ++k) limit = limit * limit;  // 131 072 steps; rounding grows with their number
    settle(simulation, 1e-16, 100000);
    const Eigen::VectorXd expected = limit * Eigen::Map<const Eigen::VectorXd>(x.data(), n);
    std::vector<double> in_classes;
    for (Agent i = 0; i < n; ++i) {
      CHECK_THAT(simulation.state()(i, 0), WithinAbs(expected(i), 1e-9));
      if (classes.of[static_cast<std::size_t>(i)] >= 0) in_classes.push_back(simulation.state()(i, 0));
    }
    CHECK(clusters(in_classes, 1e-7) == classes.count);
    // The same in closed form.
    const auto ends = limits(lazy(random_walk(Graph(n, weighted, true)), 0.5),
                             Eigen::Map<const Eigen::VectorXd>(x.data(), n));
    REQUIRE(ends);
    CHECK((ends->opinion - expected).cwiseAbs().maxCoeff() < 1e-9);
  }
}

TEST_CASE("Friedkin-Johnsen ends in (I - (I-Θ) A)⁻¹ Θ x(0)", "[A4]") {
  const Network network = graphs::WattsStrogatz{.agents = 120, .degree = 6, .rewire = 0.2}.make(4);
  const std::vector<double> x = random_values(120, 5);
  Model model = from_column();
  model.dynamics.kind = dynamics::FriedkinJohnsen{laws::Uniform{0.05, 0.6}};
  Simulation<double> simulation(model, with_opinions(network, x), 21);
  settle(simulation, 1e-15, 100000);
  const std::vector<double> theta = draw(laws::Uniform{0.05, 0.6}, network, 21, Purpose::stubbornness);
  Eigen::MatrixXd m = Eigen::MatrixXd::Identity(120, 120);
  Eigen::VectorXd right(120);
  for (Agent i = 0; i < 120; ++i) {
    const double t = theta[static_cast<std::size_t>(i)];
    for (const Agent j : network.graph.hears(i))
      m(i, j) -= (1 - t) / static_cast<double>(network.graph.degree(i));
    right(i) = t * x[static_cast<std::size_t>(i)];
  }
  const Eigen::VectorXd expected = m.partialPivLu().solve(right);
  for (Agent i = 0; i < 120; ++i) CHECK_THAT(simulation.state()(i, 0), WithinAbs(expected(i), 1e-10));
}

TEST_CASE("at the equilibrium (I + L)⁻¹ s polarization plus disagreement is s · z", "[A4]") {
  // z = (I + L)⁻¹ s is the Friedkin-Johnsen equilibrium with θ_i = 1 / (1 + d_i) (Musco, Musco, Tsourakakis
  // 2018).
  Network network = graphs::BarabasiAlbert{.agents = 80, .ties = 3}.make(6);
  std::vector<double> s = random_values(80, 7);
  double mean = 0;
  for (const double v : s) mean += v / 80;
  for (double& v : s) v -= mean;
  std::vector<double> theta;
  for (Agent i = 0; i < 80; ++i) theta.push_back(1 / (1 + static_cast<double>(network.graph.degree(i))));
  network.columns.push_back({"theta", theta});
  Model model = from_column();
  model.dynamics.kind = dynamics::FriedkinJohnsen{laws::Column{{"theta"}}};
  Simulation<double> simulation(model, with_opinions(network, s), 1);
  settle(simulation, 1e-16, 100000);
  const std::vector<double> z = opinions(simulation);
  double product = 0;
  for (std::size_t i = 0; i < 80; ++i) product += s[i] * z[i];
  simulation.observe([&](const Observation& seen) {
    CHECK_THAT(observables::PolarizationDisagreement{}(seen, 0), WithinRel(product, 1e-9));
    CHECK_THAT(observables::Polarization{}(seen, 0) + observables::Disagreement{}(seen, 0),
               WithinRel(product, 1e-9));
  });
}

TEST_CASE("averaging never widens the range, and equal degrees conserve the mean", "[C8]") {
  // On a regular graph with a uniform score the weights are symmetric, hence doubly stochastic.
  const Network ring = graphs::WattsStrogatz{.agents = 200, .degree = 6, .rewire = 0}.make(1);
  const std::vector<double> x = random_values(200, 8);
  Model model = from_column();
  model.attention.score = scores::Uniform{};
  Simulation<double> simulation(model, with_opinions(ring, x), 1);
  double low = -1, high = 1, mean = 0;
  for (const double v : x) mean += v / 200;
  for (int k = 0; k < 200; ++k) {
    simulation.step();
    const double next_low = simulation.state().minCoeff(), next_high = simulation.state().maxCoeff();
    CHECK(next_low >= low - 1e-12);
    CHECK(next_high <= high + 1e-12);
    low = next_low;
    high = next_high;
    CHECK_THAT(simulation.state().mean(), WithinAbs(mean, 1e-12));
  }
}

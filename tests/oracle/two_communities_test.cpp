// Two communities that prefer their own: λ₂ = tanh(½ (Δs / T + ln(d_in / d_out))), its critical temperature
// for a horizon, and the lifetime of two camps. A5, A6, A23.
#include "heed/theory/two_communities.hpp"

#include "heed/graphs/block_regular.hpp"
#include "heed/graphs/complete.hpp"
#include "heed/graphs/stochastic_block.hpp"

#include "catch.hpp"
#include "models.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

double lambda(double temperature, double ratio, double advantage = 1) {
  return theory::two_community_eigenvalue(advantage, temperature, ratio, 1);
}

Model group_model(double temperature) {
  Model model = from_column();
  model.attention.score = scores::Affinity{.within = 1, .between = 0, .table = {}};
  model.attention.temperature = temperatures::Constant{temperature};
  return model;
}

/// -1 in the first community, +1 in the second, with a zero-mean pattern inside that the gap does not see.
Network camps(Network network) {
  std::vector<double> x;
  for (Agent i = 0; i < network.agents(); ++i)
    x.push_back(network.community[static_cast<std::size_t>(i)] == 0 ? -1 : 1);
  return with_opinions(std::move(network), x);
}

double gap(const Simulation<double>& simulation) {
  double sum[2] = {0, 0}, count[2] = {0, 0};
  for (Agent i = 0; i < simulation.network().agents(); ++i) {
    const auto c = static_cast<std::size_t>(simulation.network().community[static_cast<std::size_t>(i)]);
    sum[c] += simulation.state()(i, 0);
    count[c] += 1;
  }
  return (sum[1] / count[1] - sum[0] / count[0]) / 2;
}

Network block_regular() {
  return graphs::BlockRegular{.agents = 200, .blocks = 2, .degree_in = 15, .degree_out = 5}.make(2);
}

/// The decay of the slowest mode on a sample, once the faster ones are gone.
double late_ratio(const Network& network, double temperature, int burn) {
  Simulation<double> simulation(group_model(temperature), network, 1);
  for (int k = 0; k < burn; ++k) simulation.step();
  // The difference of two steps has no part in the consensus mode, so its ratio is that of the slowest other
  // one.
  const Matrix<double> a = simulation.state();
  simulation.step();
  const Matrix<double> b = simulation.state();
  simulation.step();
  const Matrix<double> d1 = b - a, d2 = simulation.state() - b;
  return d2.cwiseProduct(d1).sum() / d1.squaredNorm();
}

}  // namespace

TEST_CASE("on block-regular graphs the gap shrinks by the tanh law, exactly", "[A5]") {
  for (const double t : {4.0, 2.0, 1.0, 0.5, 0.33, 0.25}) {
    Simulation<double> simulation(group_model(t), camps(block_regular()), 1);
    double before = gap(simulation);
    for (int k = 0; k < 20; ++k) {
      simulation.step();
      const double after = gap(simulation);
      CHECK_THAT(after / before, WithinRel(lambda(t, 3), 1e-12));
      before = after;
    }
  }
}

TEST_CASE("relaxation is Arrhenius: ln of its time grows as Δs / T", "[A5]") {
  // 1 / (1 - λ) measured at two cold temperatures, where the 1 in (1 + r exp(Δs / T)) / 2 no longer counts.
  std::vector<double> log_time, inverse;
  for (const double t : {0.33, 0.25, 0.2}) {
    Simulation<double> simulation(group_model(t), camps(block_regular()), 1);
    const double before = gap(simulation);
    simulation.step();
    log_time.push_back(-std::log(1 - gap(simulation) / before));
    inverse.push_back(1 / t);
  }
  const double slope = (log_time.back() - log_time.front()) / (inverse.back() - inverse.front());
  CHECK_THAT(slope, WithinRel(1.0, 0.01));
}

TEST_CASE("random stochastic block graphs follow the tanh law within 1 %", "[A5][slow]") {
  const Network network = camps(
      graphs::StochasticBlock{.blocks = {1000, 1000}, .degree_in = 200, .degree_out = 50, .p = {}}.make(3));
  for (const double t : {4.0, 2.0, 1.0, 0.5})
    CHECK_THAT(late_ratio(network, t, 30), WithinRel(lambda(t, 4), 0.01));
}

TEST_CASE("the critical temperature of a horizon is where half of the gap is left after 100 steps", "[A6]") {
  const double expected = theory::two_community_critical_temperature(1, 15, 5, 100);
  CHECK_THAT(expected, WithinAbs(0.21900, 5e-6));
  const Network network = camps(block_regular());
  double cold = 0.15, hot = 0.4;
  while (hot - cold > 1e-6) {
    const double t = (cold + hot) / 2;
    Simulation<double> simulation(group_model(t), network, 1);
    const double before = gap(simulation);
    for (int k = 0; k < 100; ++k) simulation.step();
    (gap(simulation) / before >= 0.5 ? cold : hot) = t;
  }
  CHECK_THAT(cold, WithinRel(expected, 1e-3));
}

TEST_CASE("two camps on a complete graph halve their gap after 38, 112 and 5894 steps", "[A23]") {
  // Equal camps at ±1 with themselves heard too: D' = D tanh(D² / 4T). Its own iteration is the oracle beside
  // the numbers.
  std::vector<double> log_life, energy;
  for (const auto& [t, steps] : {std::pair{0.3, 38}, std::pair{0.25, 112}, std::pair{0.16, 5894}}) {
    Network network = graphs::Complete{.agents = 20}.make(1);
    for (Agent i = 0; i < 20; ++i) network.community.push_back(i / 10);
    network.community_names = {"a", "b"};
    Model model = from_column();
    model.attention.score = scores::Similarity{};
    model.attention.temperature = temperatures::Constant{t};
    model.attention.self_ties = SelfTies::add;
    Simulation<double> simulation(model, camps(network), 1);
    double d = 2;
    int life = 0;
    while (gap(simulation) > 0.5) {
      simulation.step();
      ++life;
      d *= std::tanh(d * d / (4 * t));
      if (life < 1000) REQUIRE_THAT(2 * gap(simulation), WithinRel(d, 1e-10));
    }
    CHECK(life == steps);
    log_life.push_back(std::log(life / t));
    energy.push_back(4 / (2 * t));
  }
  const double slope = (log_life.back() - log_life.front()) / (energy.back() - energy.front());
  CHECK(slope > 0.95);
  CHECK(slope < 1.05);
}

// What moving or muting one agent does to others, by the twins of the audit, against what is exact. A22, C9.
#include "heed/audit/influence.hpp"

#include "heed/audit/exact.hpp"
#include "heed/graphs/erdos_renyi.hpp"
#include "heed/predict/case.hpp"

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

/// A run of a model on a network whose agents begin with normal opinions.
Course course(const Choice<dynamics::Catalogue>& kind, const Network& network) {
  Course out;
  out.setup.model = from_column();
  out.setup.model.dynamics.kind = kind;
  out.setup.network = with_opinions(network, some_opinions(network.agents()));
  out.setup.steps = 100;
  return out;
}

/// The network of Gaussian attention at T = 0.7 in which an agent heeds itself too.
Course gaussian() {
  Course out = course(dynamics::Attention{}, graphs::ErdosRenyi{.agents = 40, .mean_degree = 8}.make(3));
  out.setup.model.attention.score = scores::Similarity{};
  out.setup.model.attention.temperature = temperatures::Constant{0.7};
  out.setup.model.attention.self_ties = SelfTies::add;
  return out;
}

/// Who heeds whom, (N, N).
M attention(const Simulation<double>& simulation) {
  const Agent n = simulation.network().agents();
  M out = M::Zero(n, n);
  Row<double> row;
  for (Agent i = 0; i < n; ++i) {
    simulation.weights(i, row);
    for (std::size_t k = 0; k < row.heard.size(); ++k) out(i, row.heard[k]) = row.weight[k];
  }
  return out;
}

/// The largest difference between what twins show of each agent and what is said to be exact.
double furthest(const Twins& twins, const ExactInfluence& exact) {
  double out = 0;
  for (Agent j = 0; j < twins.start().network().agents(); ++j) {
    const M difference = twins.effect(j) - exact.effect(j);
    for (const double d : difference.reshaped())
      if (std::isfinite(d)) out = std::max(out, std::abs(d));
  }
  return out;
}

}  // namespace

TEST_CASE("under fixed attention the influence over h steps is A^h", "[A22]") {
  const Course run = course(dynamics::Degroot{}, karate());
  const Twins twins(run, begin(run), {.delta = 1, .horizons = {1, 2, 5, 20}});
  const M once = attention(twins.start());
  const std::optional<ExactInfluence> exact = exact_influence(run, twins);
  REQUIRE(exact);
  CHECK_FALSE(exact->slope);
  for (const Agent j : {0, 7, 33}) {
    const M effect = twins.effect(j), expected = exact->effect(j);
    M power = M::Identity(34, 34);
    int done = 0;
    for (Eigen::Index h = 0; h < 4; ++h) {
      for (; done < twins.question().horizons[static_cast<std::size_t>(h)]; ++done) power = power * once;
      // A hundred roundings.
      CHECK((effect.row(h).transpose() - power.col(j)).cwiseAbs().maxCoeff() < 1e-13);
      CHECK((expected.row(h).transpose() - power.col(j)).cwiseAbs().maxCoeff() < 1e-13);
    }
  }
}

TEST_CASE("influence is that power also with a rate, stubborn agents and noise, and for a small nudge",
          "[A22]") {
  Course run = course(dynamics::Attention{}, karate());
  run.setup.model.attention.score = scores::Uniform{};
  auto& dynamics = *run.setup.model.dynamics.kind.get<dynamics::Attention>();
  dynamics.rate = 0.4;
  dynamics.noise = 0.1;
  dynamics.stubbornness = laws::Uniform{.low = 0, .high = 0.5};
  Simulation<double> start = begin(run);
  advance(run, start, 3);
  const Twins twins(run, start, {.delta = 1e-4, .horizons = {1, 3, 30}});
  const std::optional<ExactInfluence> exact = exact_influence(run, twins);
  REQUIRE(exact);
  CHECK(furthest(twins, *exact) < 1e-9);  // the bar; rounding over the nudge is 1e-12
}

TEST_CASE("in the long run influence is the stationary weight, however one is heeded", "[A22]") {
  const Course run = course(dynamics::Degroot{}, karate());
  const std::optional<Eigen::VectorXd> weight = long_run_influence(run);
  REQUIRE(weight);
  const Twins twins(run, begin(run), {.delta = 1, .horizons = {400}});
  for (const Agent j : {0, 11, 33}) {
    CHECK((*weight)[j] == Approx(static_cast<double>(karate().graph.degree(j)) / 156));  // 78 friendships
    CHECK((twins.effect(j).array() - (*weight)[j]).abs().maxCoeff() < 1e-12);
  }
}

TEST_CASE(
    "under Gaussian attention one step moves i by a_ij (1 + (x_j - x_i') (x_i - x_j) / T), which can be "
    "below 0",
    "[A22]") {
  const Course run = gaussian();
  const Twins twins(run, begin(run), {.delta = 1e-7});
  const M a = attention(twins.start()), x = twins.start().state(), next = a * x;
  const std::optional<ExactInfluence> exact = exact_influence(run, twins);
  REQUIRE(exact);
  CHECK(exact->slope);
  int negative = 0;
  for (Agent j = 0; j < 40; ++j) {
    const M effect = twins.effect(j), expected = exact->effect(j);
    for (Agent i = 0; i < 40; ++i) {
      if (i == j) continue;
      const double slope = a(i, j) * (1 + (x(j, 0) - next(i, 0)) * (x(i, 0) - x(j, 0)) / 0.7);
      CHECK(std::abs(effect(0, i) - slope) < 1e-6);  // the nudge times a curvature of order 1
      CHECK(std::abs(expected(0, i) - slope) < 1e-14);
      negative += slope < 0;
    }
  }
  CHECK(negative > 0);  // heeded, and yet pushed away
}

TEST_CASE("the width of a Gaussian sharpens that as its square", "[A22]") {
  // At 0, with a tie to itself, hearing 1 and 0.3: weights as 1, e^-2, e^-0.18 for w = 1/2 and T = 1.
  Network network;
  network.graph = Graph(3, {{0, 1}, {0, 2}});
  Course run;
  run.setup.model = from_column();
  run.setup.model.dynamics.kind = dynamics::Attention{};
  run.setup.model.attention.score = scores::Similarity{.width = 0.5};
  run.setup.model.attention.temperature = temperatures::Constant{1};
  run.setup.model.attention.self_ties = SelfTies::add;
  run.setup.network = with_opinions(network, {0, 1, 0.3});
  run.setup.steps = 10;
  const double z = 1 + std::exp(-2) + std::exp(-0.18), a = std::exp(-2) / z,
               y = (std::exp(-2) + 0.3 * std::exp(-0.18)) / z, slope = a * (1 - 4 * (1 - y));
  CHECK(std::abs(slope + 0.15223) < 1e-5);
  const Twins twins(run, begin(run), {.delta = 1e-7});
  const std::optional<ExactInfluence> exact = exact_influence(run, twins);
  REQUIRE(exact);
  CHECK(std::abs(exact->effect(1)(0, 0) - slope) < 1e-14);
  CHECK(std::abs(twins.effect(1)(0, 0) - slope) < 1e-6);
}

TEST_CASE("muting j moves i by a_ij (x_j - y_i) / (1 - a_ij)", "[C9]") {
  Course run = course(dynamics::Attention{}, karate());
  run.setup.model.attention.score = scores::Similarity{};
  const Twins twins(run, begin(run), {.act = Act::mute});
  const M a = attention(twins.start()), x = twins.start().state(), heard = a * x;
  const std::optional<ExactInfluence> exact = exact_influence(run, twins);
  REQUIRE(exact);
  for (Agent j = 0; j < 34; ++j) {
    const M effect = twins.effect(j), expected = exact->effect(j);
    for (Agent i = 0; i < 34; ++i) {
      // The last member of the club to hear only one other keeps its opinion without that one.
      const double by_hand =
          a(i, j) < 1 ? a(i, j) * (x(j, 0) - heard(i, 0)) / (1 - a(i, j)) : heard(i, 0) - x(i, 0);
      CHECK(std::abs(effect(0, i) - by_hand) < 1e-12);
      if (i != j) CHECK(std::abs(expected(0, i) - by_hand) < 1e-12);
    }
  }
}

TEST_CASE("muting is exact where nearly all attention is on one, too", "[C9]") {
  Course run = course(dynamics::Attention{}, graphs::ErdosRenyi{.agents = 60, .mean_degree = 12}.make(5));
  run.setup.model.attention.score = scores::Similarity{};
  run.setup.model.attention.temperature = temperatures::Constant{0.003};
  const Twins twins(run, begin(run), {.act = Act::mute});
  const M a = attention(twins.start());
  CHECK(a.maxCoeff() > 1 - 1e-6);  // 1 - a_ij has lost digits, or all of them
  const std::optional<ExactInfluence> exact = exact_influence(run, twins);
  REQUIRE(exact);
  int known = 0;
  for (Agent j = 0; j < 60; ++j) {
    const M expected = exact->effect(j);
    for (Agent i = 0; i < 60; ++i) known += a(i, j) > 1 - 1e-6 && std::isfinite(expected(0, i));
  }
  CHECK(known > 0);
  CHECK(furthest(twins, *exact) < 1e-9);
}

TEST_CASE("no matrix of all weights is made of a crowd that a fast transform looks at") {
  Network network;
  network.graph = Graph(8000, {});
  Course run = course(dynamics::Attention{}, network);
  run.setup.model.attention.score = scores::Distance{};
  run.setup.model.attention.masks = {masks::All{}};
  const Twins twins(run, begin(run), {.delta = 0.01});
  CHECK(twins.start().attend().pairs() < 1e7);
  CHECK(Case(run.setup).pairs() == 64e6);
  CHECK(cost_once(twins) == 64e6);
  const Twins muted(run, begin(run), {.act = Act::mute});
  CHECK_FALSE(exact_influence(run, muted));
}

TEST_CASE("a model that is no average, or moves in turns, has no exact influence") {
  Course voters = course(dynamics::Voter{}, karate());
  voters.setup.network = with_opinions(karate(), std::vector<double>(34, 1.0));
  CHECK_FALSE(exact_influence(voters, Twins(voters, begin(voters), {})));
  Course turns = course(dynamics::Attention{}, karate());
  turns.setup.model.dynamics.schedule = schedules::RandomSequential{};
  CHECK_FALSE(exact_influence(turns, Twins(turns, begin(turns), {})));
  CHECK_FALSE(long_run_influence(turns));
}

// Smooth attention in continuous time on a line and on a ring: the spread that noise leaves, how fast
// ripples grow, two camps, stubborn agents, and what doubly stochastic weights conserve. A12, A13, C8.
#include "heed/core/parallel.hpp"
#include "heed/graphs/watts_strogatz.hpp"

#include "catch.hpp"
#include "flows.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

/// The mean variance of opinion between two times, from a normal start of variance v.
double settled_variance(double diffusion, double step, double v, int agents, double from, double to) {
  const OneThread alone;  // steps are too short to share
  Model model = model_of(
      dynamics::MeanShift{
          .pace = {.step = step, .integrator = Integrator::euler_maruyama, .diffusion = diffusion}},
      1, 1);
  model.opinions.initial = laws::Normal{.mean = 0, .sd = std::sqrt(v)};
  Simulation<double> simulation(model, graphs::Empty{.agents = agents}.make(0), 5);
  double sum = 0, count = 0;
  while (static_cast<double>(simulation.steps()) * step < to) {
    simulation.step();
    if (static_cast<double>(simulation.steps()) * step < from) continue;
    const auto x = simulation.state().col(0).array();
    sum += (x - x.mean()).square().mean();
    ++count;
  }
  return sum / count;
}

/// v = v (1 - dt / (v + 1))² + 2 D dt, where steps of dt leave the variance at T = 1.
double variance_of_steps(double diffusion, double step) {
  double v = diffusion / (1 - diffusion);
  for (int turn = 0; turn < 100000; ++turn) {
    const double keep = 1 - step / (v + 1);
    v = v * keep * keep + 2 * diffusion * step;
  }
  return v;
}

/// How many times its size a ripple is after one step.
double growth(const dynamics::MeanShift& kind, double temperature, int k, int steps = 1) {
  const double size = 1e-7;
  Matrix<double> x(200, 1);
  const std::vector<double> start = rippled(200, kind.length, k, size);
  std::copy(start.begin(), start.end(), x.data());
  Simulation<double> simulation(model_of(kind, 1, temperature), with_state(x), 1);
  for (int s = 0; s < steps; ++s) simulation.step();
  return ripple(opinions(simulation), kind.length, k) / size;
}

/// Two camps of n at ±gap / 2.
Matrix<double> two_camps(int n, double gap) {
  Matrix<double> x(2 * n, 1);
  x.topRows(n).setConstant(-gap / 2);
  x.bottomRows(n).setConstant(gap / 2);
  return x;
}

}  // namespace

TEST_CASE("noise D leaves opinions with variance D T / (T - D)", "[A13]") {
  // 2000 agents, 50 relaxation times: the mean has an error of 0.5 %; steps of 0.01 add 0.5 %.
  for (const double d : {0.1, 0.25}) {
    const double v = d / (1 - d);
    CHECK_THAT(settled_variance(d, 0.01, v, 2000, 5, 30), WithinRel(v, 0.02));
  }
}

TEST_CASE("steps of dt leave the variance that solves v = v (1 - dt / (v + T))² + 2 D dt", "[A13]") {
  CHECK_THAT(variance_of_steps(0.1, 0.05), WithinAbs(0.1140, 5e-5));
  CHECK_THAT(settled_variance(0.1, 0.05, 0.114, 2000, 5, 80), WithinRel(0.1140, 0.012));
}

TEST_CASE("on a ring ripples of the uniform state grow as 1 + dt k² T exp(-k² T / 2) per step", "[A12]") {
  const double t = 0.002;
  const dynamics::MeanShift euler{.pace = {.step = 1, .integrator = Integrator::euler_maruyama}, .length = 1};
  CHECK_THAT(growth(euler, t, 5), WithinAbs(1.73569579, 1e-6));
  for (const int k : {1, 3, 5, 8}) {
    const double wave = 2 * std::numbers::pi * k, rate = wave * wave * t * std::exp(-wave * wave * t / 2);
    CHECK_THAT(growth(euler, t, k), WithinRel(1 + rate, 1e-6));
    // Continuous time: exp(rate t), by Runge and Kutta.
    const dynamics::MeanShift exact{.pace = {.step = 0.125}, .length = 1};
    CHECK_THAT(std::log(growth(exact, t, k, 8)), WithinRel(rate, 1e-4));
  }
}

TEST_CASE("a ring has no ends: turning all opinions turns what becomes of them") {
  Matrix<double> x(40, 1);
  Stream stream(3, Purpose::test);
  for (Eigen::Index i = 0; i < 40; ++i) x(i, 0) = stream.uniform();
  const dynamics::MeanShift kind{.pace = {.step = 0.1}, .length = 1};
  const Matrix<double> turned = x.array() + 0.37;
  Simulation<double> here(model_of(kind, 1, 0.01), with_state(x), 1),
      there(model_of(kind, 1, 0.01), with_state(turned), 1);
  for (int s = 0; s < 30; ++s) {
    const double moved = here.step();
    CHECK(moved < 0.1);  // crossing the seam is no jump
    there.step();
  }
  for (Eigen::Index i = 0; i < 40; ++i) {
    CHECK(here.state()(i, 0) >= 0);
    CHECK(here.state()(i, 0) < 1);
    const double off = there.state()(i, 0) - here.state()(i, 0) - 0.37;
    CHECK_THAT(off - std::round(off), WithinAbs(0, 1e-11));  // rounding, grown at rates of order 1
  }
}

TEST_CASE("two camps under a sigmoid close their gap as dD/dt = -2 D w(D) / (w(0) + w(D))") {
  const scores::Sigmoid score{.radius = 0.6, .steepness = 8};
  const auto w = [&](double d) {
    return 1 / (1 + std::exp(score.steepness * (d * d - score.radius * score.radius)));
  };
  const auto slope = [&](double d) { return -2 * d * w(d) / (w(0) + w(d)); };
  Model model = model_of(dynamics::Continuous{.pace = {.step = 0.02}}, 1, 1);
  model.attention.score = score;
  model.attention.self_ties = SelfTies::add;
  Simulation<double> simulation(model, with_state(two_camps(10, 0.9)), 1);
  for (const int steps : {50, 100, 250}) {
    while (simulation.steps() < steps) simulation.step();
    const double gap = simulation.state()(19, 0) - simulation.state()(0, 0);
    CHECK_THAT(gap, WithinAbs(solution(slope, 0.9, 0.02 * steps), 1e-8));
  }
}

TEST_CASE("a sigmoid without steepness is Taylor's averaging, a very steep one bounded confidence") {
  Model model = model_of(dynamics::Continuous{.pace = {.step = 0.05}}, 1, 1);
  model.attention.self_ties = SelfTies::add;
  model.attention.score = scores::Sigmoid{.radius = 0.5, .steepness = 0};
  Simulation<double> flat(model, with_state(two_camps(5, 2)), 1);
  model.attention.score = scores::Sigmoid{.radius = 0.5, .steepness = 2000};
  Simulation<double> steep(model, with_state(two_camps(5, 0.8)), 1);
  for (int s = 0; s < 40; ++s) flat.step(), steep.step();
  CHECK_THAT(flat.state()(9, 0), WithinAbs(std::exp(-2.0), 1e-7));  // x(t) = x(0) exp(-t)
  CHECK(steep.state()(9, 0) == 0.4);                                // the other camp has weight exp(-780)
}

TEST_CASE("stubborn agents in continuous time settle where Friedkin and Johnsen's do") {
  const Network network = graphs::WattsStrogatz{.agents = 60, .degree = 6, .rewire = 0.2}.make(3);
  Model model;
  model.attention.score = scores::Uniform{};
  model.dynamics.kind = dynamics::Continuous{.pace = {.step = 0.5}, .stubbornness = laws::Uniform{0.1, 0.6}};
  Model steps = model;
  steps.dynamics.kind = dynamics::FriedkinJohnsen{.stubbornness = laws::Uniform{0.1, 0.6}};
  Simulation<double> flow(model, network, 4), discrete(steps, network, 4);
  settle(flow, 1e-15, 10000);
  settle(discrete, 1e-15, 10000);
  for (Eigen::Index i = 0; i < 60; ++i)
    CHECK_THAT(flow.state()(i, 0), WithinAbs(discrete.state()(i, 0), 1e-12));
}

TEST_CASE("doubly stochastic weights conserve the mean opinion, softmax does not", "[C8]") {
  Matrix<double> x(80, 2);
  Stream stream(8, Purpose::test);
  for (Eigen::Index k = 0; k < x.size(); ++k) x.data()[k] = stream.normal() * stream.normal();
  const auto drift = [&](Normalization normalization) {
    Model model =
        model_of(dynamics::Continuous{.pace = {.step = 0.1}, .normalization = normalization}, 2, 0.2);
    model.attention.self_ties = SelfTies::add;
    Simulation<double> simulation(model, with_state(x), 1);
    for (int s = 0; s < 40; ++s) simulation.step();
    return (simulation.state().colwise().mean() - x.colwise().mean()).cwiseAbs().maxCoeff();
  };
  CHECK(drift(Normalization::sinkhorn) <= 1e-12);
  CHECK(drift(Normalization::softmax) > 1e-3);
}

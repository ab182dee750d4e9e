// Tokens on the sphere: orthonormal ones stay equiangular, energy grows, ripples grow as Bessel functions
// say, the first token of a causal row stays and draws the rest; with noise, order and its loss. A12, A14,
// A15.
#include "heed/graphs/causal.hpp"

#include <algorithm>

#include "catch.hpp"
#include "flows.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

/// I_k(β), of the standard library.
double bessel(int k, double beta) { return std::cyl_bessel_i(static_cast<double>(k), beta); }

Matrix<double> random_tokens(int agents, int topics, std::uint64_t seed) {
  Matrix<double> out(agents, topics);
  Stream stream(seed, Purpose::test);
  for (Eigen::Index k = 0; k < out.size(); ++k) out.data()[k] = stream.normal();
  out.rowwise().normalize();
  return out;
}

/// Σ_ij exp(β x_i · x_j) / (2 β N²).
double energy(const Matrix<double>& x, double beta) {
  const double n = static_cast<double>(x.rows());
  return (beta * (x * x.transpose())).array().exp().sum() / (2 * beta * n * n);
}

/// The rate at which ripple k of tokens equally spaced on the circle grows.
double growth_rate(Normalization normalization, double beta, int k) {
  const double turn = 2 * std::numbers::pi, size = 1e-4;
  const dynamics::Transformer kind{.pace = {.step = 0.002}, .normalization = normalization};
  Simulation<double> simulation(model_of(kind, 2, 1 / beta),
                                with_state(on_circle(rippled(128, turn, k, size))), 1);
  constexpr int steps = 5;
  for (int s = 0; s < steps; ++s) simulation.step();
  std::vector<double> angle;
  for (Eigen::Index i = 0; i < 128; ++i)
    angle.push_back(std::atan2(simulation.state()(i, 1), simulation.state()(i, 0)));
  return std::log(ripple(angle, turn, k) / size) / (0.002 * steps);
}

}  // namespace

TEST_CASE("orthonormal tokens stay equiangular, at the angle of the equation for one", "[A12]") {
  constexpr int n = 16;
  const double beta = 2;
  for (const Normalization normalization : {Normalization::softmax, Normalization::none}) {
    const auto slope = [&](double g) {
      const double z =
          normalization == Normalization::none ? n : std::exp(beta) + (n - 1) * std::exp(beta * g);
      return 2 * std::exp(beta * g) * (1 - g) * ((n - 1) * g + 1) / z;
    };
    const dynamics::Transformer kind{.pace = {.step = 0.02}, .normalization = normalization};
    Simulation<double> simulation(model_of(kind, n, 1 / beta), with_state(Matrix<double>::Identity(n, n)), 1);
    for (const int steps : {50, 150, 300}) {
      while (simulation.steps() < steps) simulation.step();
      const double expected = solution(slope, 0, 0.02 * steps);
      const Matrix<double> cosines = simulation.state() * simulation.state().transpose();
      for (int i = 0; i < n; ++i)
        for (int j = 0; j < i; ++j) CHECK_THAT(cosines(i, j), WithinAbs(expected, 1e-8));
      if (steps == 300 && normalization == Normalization::softmax)
        CHECK_THAT(expected, WithinAbs(0.999767230674, 1e-11));
    }
  }
}

TEST_CASE("ripples grow at k² I_k(β) / β, by softmax over I_0(β)", "[A12]") {
  const double table[] = {.17868, .51412, .68268, .60009, .39611};  // β = 5, k = 1 … 5
  for (int k = 1; k <= 5; ++k)
    CHECK_THAT(growth_rate(Normalization::softmax, 5, k), WithinAbs(table[k - 1], 1e-4));
  for (const double beta : {1.0, 2.5, 5.0})
    for (int k = 1; k <= 4; ++k) {
      const double usa = k * k * bessel(k, beta) / beta;
      CHECK_THAT(growth_rate(Normalization::none, beta, k), WithinRel(usa, 1e-4));
      CHECK_THAT(growth_rate(Normalization::softmax, beta, k), WithinRel(usa / bessel(0, beta), 1e-4));
    }
}

TEST_CASE("the energy of tokens never decreases, and in three dimensions they end in one place") {
  for (const Normalization normalization : {Normalization::softmax, Normalization::none}) {
    const dynamics::Transformer kind{.pace = {.step = 0.1}, .normalization = normalization};
    Simulation<double> simulation(model_of(kind, 3, 1), with_state(random_tokens(60, 3, 4)), 1);
    double before = energy(simulation.state(), 1);
    for (int s = 0; s < 400; ++s) {
      simulation.step();
      const double now = energy(simulation.state(), 1);
      CHECK(now >= before - 1e-13);
      before = now;
    }
    CHECK(order(simulation.state()) > 1 - 1e-9);
    CHECK_THAT(before, WithinRel(std::exp(1.0) / 2, 1e-9));  // its largest value
    CHECK((simulation.state().rowwise().norm().array() - 1).abs().maxCoeff() < 1e-14);
  }
}

TEST_CASE("under a causal mask the first token stays and all others come to it") {
  Matrix<double> x = random_tokens(24, 3, 7);
  Network network = with_state(x);
  network.graph = graphs::Causal{.agents = 24}.make(1).graph;
  Model model = model_of(dynamics::Transformer{.pace = {.step = 0.2}}, 3, 1);
  model.attention.masks = {masks::Neighbours{}};
  Simulation<double> simulation(model, network, 1);
  const Matrix<double> first = simulation.state().row(0);
  for (int s = 0; s < 1000; ++s) simulation.step();
  CHECK((simulation.state().row(0) - first).cwiseAbs().maxCoeff() < 1e-13);  // 1000 roundings of the norm
  CHECK((simulation.state().rowwise() - simulation.state().row(0)).rowwise().norm().maxCoeff() < 1e-6);
}

// Dandekar, Goel and Lee: two islands with h ties within for one between agree exactly when b < 2 / (h + 1),
// and keep apart at a fixed point else. A18.
#include "heed/graphs/block_regular.hpp"

#include <cmath>

#include "catch.hpp"
#include "models.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

/// Two islands of 40, h = degree_in / degree_out exactly, that begin at 1/2 ± apart.
Simulation<double> islands(int degree_in, int degree_out, double bias, double apart, double self_weight = 0) {
  Model model;
  model.opinions.initial = laws::Camps{.sd = 0, .means = {0.5 - apart, 0.5 + apart}};
  model.dynamics.kind = dynamics::BiasedAssimilation{.bias = bias, .self_weight = self_weight};
  const Network network =
      graphs::BlockRegular{.agents = 80, .blocks = 2, .degree_in = degree_in, .degree_out = degree_out}.make(
          1);
  return Simulation<double>(model, network, 1);
}

/// Where the second island ends. The first is its mirror image in theory, and rounding, which grows where the
/// camps do not bear a common drift, must not break that: each step is made symmetric again.
double ends_at(int degree_in, int degree_out, double bias, double apart) {
  auto simulation = islands(degree_in, degree_out, bias, apart);
  double moved = 1;
  while (moved > 1e-14 && simulation.steps() < 100000) {
    moved = simulation.step();
    Matrix<double> x = simulation.state();
    for (Eigen::Index i = 0; i < 40; ++i) {
      const double half = (x(i + 40, 0) - x(i, 0)) / 2;
      x(i, 0) = 0.5 - half;
      x(i + 40, 0) = 0.5 + half;
    }
    simulation.restore(x, simulation.steps());
  }
  return simulation.state()(79, 0);
}

/// The fixed point above 1/2 of (x / (1-x))^(1-b) = (h x + 1 - x) / (x + h (1 - x)), by halving.
double fixed_point(double h, double b) {
  double low = 0.5 + 1e-9, high = 1;
  for (int k = 0; k < 200; ++k) {
    const double x = (low + high) / 2, s = (h * x + 1 - x) / (h + 1);
    const double next = std::pow(x, b) * s / (std::pow(x, b) * s + std::pow(1 - x, b) * (1 - s));
    (next > x ? low : high) = x;
  }
  return low;
}

}  // namespace

TEST_CASE("two islands end at the fixed points of theory", "[A18]") {
  CHECK_THAT(ends_at(6, 2, 0.45, 0.3), WithinAbs(0.5, 1e-4));
  CHECK_THAT(ends_at(6, 2, 0.55, 0.3), WithinAbs(0.79171, 1e-4));
  CHECK_THAT(ends_at(6, 2, 0.98, 0.3), WithinAbs(1, 1e-4));
  for (const double bias : {0.55, 0.6, 0.7, 0.8})
    CHECK_THAT(ends_at(6, 2, bias, 0.1), WithinAbs(fixed_point(3, bias), 1e-9));
  CHECK_THAT(ends_at(8, 2, 0.5, 0.1), WithinAbs(fixed_point(4, 0.5), 1e-9));
}

TEST_CASE("they agree exactly below b = 2 / (h + 1)", "[A18]") {
  // Near 1/2 the distance from it grows by the factor b + (h - 1) / (h + 1) in a step: above 1 or not.
  const auto growth = [](int degree_in, int degree_out, double bias) {
    auto simulation = islands(degree_in, degree_out, bias, 1e-6);
    for (int step = 0; step < 10; ++step) simulation.step();
    return std::pow((simulation.state()(79, 0) - 0.5) / 1e-6, 0.1);
  };
  for (const auto& [in, out] : std::vector<std::pair<int, int>>{{6, 2}, {4, 4}, {9, 1}}) {
    const double h = static_cast<double>(in) / out, threshold = 2 / (h + 1);
    CHECK_THAT(growth(in, out, threshold), WithinAbs(1, 1e-6));
    CHECK(growth(in, out, threshold - 1e-4) < 1 - 0.9e-4);
    CHECK(growth(in, out, threshold + 1e-4) > 1 + 0.9e-4);
  }
}

TEST_CASE(
    "two camps bear a common drift only above a bias of 0.62986, with three ties within for one between",
    "[A18]") {
  // At the fixed point (x, 1 - x) a push δ of all the same way grows by b + x (1 - x) / (s (1 - s)) in a
  // step.
  const auto predicted = [](double bias) {
    const double x = fixed_point(3, bias), s = (1 + 2 * x) / 4;
    return bias + x * (1 - x) / (s * (1 - s));
  };
  const auto found = [](double bias) {
    const double x = fixed_point(3, bias), push = 1e-6;
    Model model;
    model.opinions.initial = laws::Camps{.sd = 0, .means = {1 - x + push, x + push}};
    model.dynamics.kind = dynamics::BiasedAssimilation{.bias = bias};
    const Network network =
        graphs::BlockRegular{.agents = 80, .blocks = 2, .degree_in = 6, .degree_out = 2}.make(1);
    Simulation<double> simulation(model, network, 1);
    for (int step = 0; step < 4; ++step) simulation.step();
    return std::pow((simulation.state()(0, 0) + simulation.state()(79, 0) - 1) / (2 * push), 0.25);
  };
  for (const double bias : {0.55, 0.6, 0.65, 0.8}) CHECK_THAT(found(bias), WithinAbs(predicted(bias), 1e-4));
  CHECK_THAT(predicted(0.629857), WithinAbs(1, 1e-5));
  CHECK(found(0.6298) > 1);
  CHECK(found(0.6299) < 1);
}

TEST_CASE("with a bias of 1 or more the islands end in the extremes") {
  CHECK_THAT(ends_at(6, 2, 1, 0.05), WithinAbs(1, 1e-12));
  CHECK_THAT(ends_at(6, 2, 2, 0.05), WithinAbs(1, 1e-12));
}

TEST_CASE("a weight on oneself is a third key, and no bias is DeGroot") {
  auto simulation = islands(6, 2, 0.5, 0.2, 0.7);
  simulation.step();
  const double x = 0.7, s = (3 * 0.7 + 0.3) / 4;
  const double one = std::sqrt(x) * s, zero = std::sqrt(1 - x) * (1 - s);
  CHECK_THAT(simulation.state()(79, 0), WithinAbs((0.7 * x + one) / (0.7 + one + zero), 1e-14));
  auto plain = islands(6, 2, 0, 0.2);
  plain.step();
  CHECK_THAT(plain.state()(79, 0), WithinAbs(s, 1e-14));
}

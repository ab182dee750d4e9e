// Tokens on the circle with noise: how well ordered they are, where order ends, and where its loss depends on
// the past. A14, A15.
#include "heed/core/parallel.hpp"

#include <algorithm>

#include "catch.hpp"
#include "flows.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

double bessel(int k, double beta) { return std::cyl_bessel_i(static_cast<double>(k), beta); }
/// D above which tokens on the circle lose their order: the growth rate of the first ripple.
double critical_noise(double beta, Normalization normalization) {
  return bessel(1, beta) / beta / (normalization == Normalization::none ? 1 : bessel(0, beta));
}

/// r of the stationary density ρ ∝ (K * ρ)^(1 / βD), K = exp(β cos), SA: by iteration on a grid.
double expected_order(double beta, double diffusion) {
  constexpr int m = 180;
  const double turn = 2 * std::numbers::pi / m;
  std::vector<double> rho(m), next(m);
  for (int a = 0; a < m; ++a) rho[static_cast<std::size_t>(a)] = 1 + 0.5 * std::cos(turn * a);
  double r = 0;
  for (int turns = 0; turns < 3000; ++turns) {
    double total = 0, aligned = 0;
    for (int a = 0; a < m; ++a) {
      double heard = 0;
      for (int b = 0; b < m; ++b)
        heard += std::exp(beta * std::cos(turn * (a - b))) * rho[static_cast<std::size_t>(b)];
      next[static_cast<std::size_t>(a)] = std::pow(heard, 1 / (beta * diffusion));
    }
    const double largest = *std::max_element(next.begin(), next.end());
    for (int a = 0; a < m; ++a) {
      double& v = next[static_cast<std::size_t>(a)];
      v /= largest;
      total += v;
      aligned += v * std::cos(turn * a);
    }
    rho = next;
    if (std::abs(aligned / total - r) < 1e-12) break;
    r = aligned / total;
  }
  return r;
}

struct Circle {
  int agents;
  double beta, diffusion, step;
  Normalization normalization = Normalization::softmax;
};

/// Tokens on the circle, all at one point at first or evenly spread.
Simulation<float> made(const Circle& c, bool ordered, std::uint64_t seed = 2) {
  std::vector<double> angles(static_cast<std::size_t>(c.agents), 0.0);
  if (!ordered) angles = rippled(c.agents, 2 * std::numbers::pi, 1, 0);
  const dynamics::Transformer kind{
      .pace = {.step = c.step, .integrator = Integrator::euler_maruyama, .diffusion = c.diffusion},
      .normalization = c.normalization};
  return {model_of(kind, 2, 1 / c.beta), with_state(on_circle(angles)), seed};
}

/// The mean of r between two times.
double mean_order(const Circle& c, bool ordered, double from, double to) {
  const OneThread alone;  // steps are too short to share
  Simulation<float> simulation = made(c, ordered);
  double sum = 0, count = 0;
  while (static_cast<double>(simulation.steps()) * c.step < to) {
    simulation.step();
    if (static_cast<double>(simulation.steps()) * c.step < from || simulation.steps() % 4 != 0) continue;
    sum += order(simulation.state());
    ++count;
  }
  return sum / count;
}

}  // namespace

TEST_CASE("with half of the critical noise tokens are as well ordered as theory says", "[A14]") {
  CHECK_THAT(expected_order(1, 0.5 * critical_noise(1, Normalization::softmax)), WithinAbs(0.8269, 5e-5));
  CHECK_THAT(expected_order(2, 0.5 * critical_noise(2, Normalization::softmax)), WithinAbs(0.8521, 5e-5));
  for (const double beta : {1.0, 2.0, 4.0}) {
    const double d = 0.5 * critical_noise(beta, Normalization::softmax);
    const double r = mean_order({.agents = 500, .beta = beta, .diffusion = d, .step = 0.04}, true, 10, 200);
    CHECK_THAT(r, WithinRel(expected_order(beta, d), 0.01));
  }
}

TEST_CASE("the noise at which fluctuations diverge is that at which the first ripple stops growing",
          "[A14][slow]") {
  // Above D_c the first mode is a damped random one. A step takes it to e (1 + D_c dt) of itself and adds
  // noise of variance (1 - e²) / N, e = exp(-D dt), so that N <r²> = (1 - e²) / (1 - e² (1 + D_c dt)²). 500
  // agents over 3600 correlation times: 0.9 % of D_c, and 0.6 % that r² is not quite 0.
  const OneThread alone;
  const double beta = 1, dc = critical_noise(beta, Normalization::softmax);
  const Circle c{.agents = 500, .beta = beta, .diffusion = 1.5 * dc, .step = 0.2};
  Simulation<float> simulation = made(c, false);
  double sum = 0, count = 0;
  while (simulation.steps() < 40000) {
    simulation.step();
    if (simulation.steps() < 200) continue;
    const double r = order(simulation.state());
    sum += r * r;
    ++count;
  }
  const double kept = std::exp(-2 * c.diffusion * c.step), fluctuation = c.agents * sum / count;
  const double found = (std::sqrt((1 - (1 - kept) / fluctuation) / kept) - 1) / c.step;
  CHECK_THAT(found, WithinRel(dc, 0.02));
}

TEST_CASE("USA at β = 4 remembers order above the critical noise, SA does not", "[A15][slow]") {
  const auto both = [](Circle c, double over, double from, double to) {
    c.diffusion = over * critical_noise(c.beta, c.normalization);
    return std::pair{mean_order(c, true, from, to), mean_order(c, false, from, to)};
  };
  const Circle usa{
      .agents = 1000, .beta = 4, .diffusion = 0, .step = 0.004, .normalization = Normalization::none};
  const auto [kept, never] = both(usa, 1.025, 5, 11);
  CHECK(kept - never > 0.3);
  const Circle sa{.agents = 500, .beta = 4, .diffusion = 0, .step = 0.05};
  const auto [lost, same] = both(sa, 1.05, 100, 600);
  CHECK(std::abs(lost - same) < 0.05);
}

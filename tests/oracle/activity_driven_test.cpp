// Baumann et al.: where consensus loses its stability, with expected and with drawn contacts; the three
// regimes; and topics that overlap. A19.
#include "heed/core/parallel.hpp"

#include <algorithm>

#include "catch.hpp"
#include "flows.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

constexpr double m = 10, strength = 3;

struct Moments {
  double first = 0, second = 0;
};

/// α_c = 2 / (K m [(1 + r) <a> + √((1 - r)² <a>² + 4 r <a²>)]).
double critical(double r, Moments a) {
  const double root = std::sqrt((1 - r) * (1 - r) * a.first * a.first + 4 * r * a.second);
  return 2 / (strength * m * ((1 + r) * a.first + root));
}

/// Moments of density ∝ a^-2.1 on [0.01, 1], in closed form.
Moments power_moments() {
  const auto integral = [](double power) { return (1 - std::pow(0.01, power)) / power; };
  return {integral(-0.1) / integral(-1.1), integral(0.9) / integral(-1.1)};
}

/// Activities at the middles of N equal shares of the power law, so that nothing about them is random.
std::vector<double> even_activities(int agents) {
  std::vector<double> out;
  for (int i = 0; i < agents; ++i) out.push_back(laws::Power{}.quantile((i + 0.5) / agents));
  return out;
}

Moments moments_of(const std::vector<double>& a) {
  Moments out;
  for (const double v : a)
    out.first += v / static_cast<double>(a.size()), out.second += v * v / static_cast<double>(a.size());
  return out;
}

/// Agents with given activities and nearly the same small opinion.
Simulation<double> near_consensus(const std::vector<double>& a, dynamics::ActivityDriven kind) {
  Matrix<double> x = Matrix<double>::Constant(static_cast<Eigen::Index>(a.size()), 1, 1e-9);
  Network network = with_state(x);
  network.columns.push_back({"activity", a});
  kind.activity = laws::Column{{"activity"}};
  return {model_of(kind, 1, 1), network, 7};
}

/// How fast a small opinion grows: the slope of ln Σ x between two steps.
double growth(Simulation<double> simulation, int from, int to) {
  const OneThread alone;  // steps are too short to share
  const double step = simulation.integration()->pace().step;
  double before = 0;
  while (simulation.steps() < to) {
    if (simulation.steps() == from) before = simulation.state().sum();
    simulation.step();
  }
  return std::log(simulation.state().sum() / before) / (step * (to - from));
}

std::vector<double> regime(double controversialness, double homophily) {
  dynamics::ActivityDriven kind{.controversialness = controversialness, .homophily = homophily};
  Model model = model_of(kind, 1, 1);
  model.opinions.initial = laws::Uniform{-1, 1};
  const OneThread alone;
  Simulation<double> simulation(model, graphs::Empty{.agents = 400}.make(0), 3);
  for (int s = 0; s < 200; ++s) simulation.step();
  return opinions(simulation);
}

}  // namespace

TEST_CASE("with expected contacts consensus at 0 loses its stability at α_c", "[A19]") {
  const Moments exact = power_moments();
  CHECK_THAT(exact.first, WithinAbs(0.0408525, 5e-8));
  CHECK_THAT(exact.second, WithinAbs(0.00763767, 5e-9));
  const double table[] = {.8159, .3574, .2599};
  for (const int half : {0, 1, 2}) CHECK_THAT(critical(half / 2.0, exact), WithinAbs(table[half], 5e-5));
  // N agents who do not hear themselves lack <a²> / <a>² / N of each other, 0.07 %.
  const std::vector<double> a = even_activities(5000);
  for (const double r : {0.0, 0.5, 1.0}) {
    const double expected = critical(r, moments_of(a));
    const auto rate = [&](double alpha) {
      return growth(near_consensus(a, {.pace = {.step = 0.5},
                                       .controversialness = alpha,
                                       .homophily = 0,
                                       .reciprocity = r,
                                       .annealed = true}),
                    30, 34);
    };
    double low = 0.8 * expected, high = 1.25 * expected;
    while (high - low > 1e-4 * expected) {
      const double middle = (low + high) / 2;
      (rate(middle) > 0 ? high : low) = middle;
    }
    CHECK_THAT(low, WithinRel(expected, 1e-3));
  }
}

TEST_CASE("with contacts drawn in each step it loses it within 5 % of there", "[A19]") {
  // In Euler steps contacts act once, so that expectations are those of expected contacts, whatever dt.
  const std::vector<double> a = even_activities(500);
  for (const double r : {0.0, 0.5, 1.0}) {
    const double expected = critical(r, moments_of(a));
    const auto rate = [&](double over) {
      return growth(near_consensus(a, {.pace = {.step = 0.05, .integrator = Integrator::euler_maruyama},
                                       .controversialness = over * expected,
                                       .homophily = 0,
                                       .reciprocity = r}),
                    100, 700);
    };
    const double below = rate(0.9), above = rate(1.1);
    CHECK(below < 0);
    CHECK(above > 0);
    // Where the straight line between them crosses 0.
    const double found = 0.9 - 0.2 * below / (above - below);
    CAPTURE(r, below, above);
    CHECK_THAT(found, WithinAbs(1, 0.05));
  }
}

TEST_CASE("the three regimes: neutral consensus, radicalisation, polarisation", "[A19]") {
  const auto largest = [](const std::vector<double>& x) {
    return std::abs(
        *std::max_element(x.begin(), x.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
  };
  const auto positive = [](const std::vector<double>& x) {
    return static_cast<double>(std::count_if(x.begin(), x.end(), [](double v) { return v > 0; })) /
           static_cast<double>(x.size());
  };
  CHECK(largest(regime(0.05, 2)) < 0.01);
  const auto radical = regime(3, 0);
  CHECK((positive(radical) > 0.98 || positive(radical) < 0.02));
  CHECK(largest(radical) > 1);
  const auto polarized = regime(3, 3);
  CHECK(positive(polarized) > 0.2);
  CHECK(positive(polarized) < 0.8);
  CHECK(largest(polarized) > 1);
}

TEST_CASE("two topics that overlap by cos δ have their threshold lowered by 1 + cos δ", "[A19]") {
  // Along (1, 1) the matrix Φ stretches by 1 + cos δ, so that α (1 + cos δ) takes the place of α.
  const std::vector<double> a = even_activities(1000);
  const double cosine = 0.3, alpha = 0.3;
  const auto rate = [&](double controversialness, const std::vector<std::vector<double>>& overlap,
                        int topics) {
    Matrix<double> x = Matrix<double>::Constant(1000, topics, 1e-9);
    Network network = with_state(x);
    network.columns.push_back({"activity", a});
    dynamics::ActivityDriven kind{
        .controversialness = controversialness, .homophily = 0, .overlap = overlap, .annealed = true};
    kind.activity = laws::Column{{"activity"}};
    return growth({model_of(kind, topics, 1), network, 7}, 60, 80);
  };
  CHECK_THAT(rate(alpha, {{1, cosine}, {cosine, 1}}, 2), WithinRel(rate(alpha * (1 + cosine), {}, 1), 1e-9));
}

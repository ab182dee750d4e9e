// Those who push each other away: rates in closed form, and the attraction-repulsion model against a plain
// loop of its own. F4.
#include <cmath>
#include <random>

#include "catch.hpp"
#include "meetings.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

Network pair() { return with_opinions(graphs::Empty{.agents = 2}.make(1), {-0.5, 0.5}); }

/// Two agents far apart, in units where nothing bounds them.
Model far_apart(bool mutual) {
  Model out = meeting(
      dynamics::Backfire{.radius = 0.2, .rejection = 0.5, .repulsion = 0.1, .low = -1e6, .high = 1e6});
  out.opinions.initial = laws::Column{};
  out.dynamics.schedule = schedules::Gossip{.mutual = mutual};
  return out;
}

/// The attraction-repulsion model as its authors tell it, one meeting after the other: the variance after
/// `meetings`.
double plain_variance(const dynamics::AttractionRepulsion& p, int agents, int meetings, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform;
  std::vector<double> x(static_cast<std::size_t>(agents));
  for (double& v : x) v = uniform(random);
  std::uniform_int_distribution<std::size_t> any(0, x.size() - 1), other(0, x.size() - 2);
  for (int k = 0; k < meetings; ++k) {
    const std::size_t i = any(random), o = other(random), j = o < i ? o : o + 1;
    const double d = std::abs(x[i] - x[j]);
    if (uniform(random) >= std::pow(0.5, d / p.exposure)) continue;
    const double step = p.responsiveness * (x[j] - x[i]);
    x[i] = std::min(1.0, std::max(0.0, d <= p.tolerance ? x[i] + step : x[i] - step));
  }
  double mean = 0, squares = 0;
  for (const double v : x) mean += v / agents;
  for (const double v : x) squares += (v - mean) * (v - mean) / agents;
  return squares;
}

}  // namespace

TEST_CASE(
    "two who repel each other are (1 + 2 μ) times as far apart after each meeting, (1 + μ) if one moves",
    "[F4]") {
  const bool mutual = GENERATE(true, false);
  Simulation<double> simulation(far_apart(mutual), pair(), 1);
  for (int step = 0; step < 20; ++step) simulation.step();  // 40 meetings
  const double distance = simulation.state()(1, 0) - simulation.state()(0, 0);
  CHECK_THAT(distance / std::pow(mutual ? 1.2 : 1.1, 40), WithinAbs(1, 1e-13));
  CHECK(simulation.cut_moves() == 0);
}

TEST_CASE("bounds cut repulsion off, and every move that was is counted", "[F4]") {
  Model model = far_apart(true);
  model.dynamics.kind = dynamics::Backfire{.radius = 0.2, .rejection = 0.5, .repulsion = 0.1};
  Simulation<double> simulation(model, pair(), 1);
  // The distance passes 2 in meeting 4, 1.2⁴ = 2.07: both are cut off there, and in every meeting after.
  for (int step = 0; step < 20; ++step) simulation.step();
  CHECK(simulation.state()(0, 0) == -1);
  CHECK(simulation.state()(1, 0) == 1);
  CHECK(simulation.cut_moves() == 2 * (40 - 3));
  simulation.observe([](const Observation& seen) { CHECK(seen.cut_moves() == 2); });
}

TEST_CASE("attraction and repulsion leave the variance that a plain loop of the model leaves", "[slow]") {
  // Tolerant, and not: the first agree in the end, the others are driven to the bounds.
  const dynamics::AttractionRepulsion settings =
      GENERATE(dynamics::AttractionRepulsion{.exposure = 0.2, .tolerance = 0.5},
               dynamics::AttractionRepulsion{.exposure = 0.2, .tolerance = 0.1});
  constexpr int agents = 50, steps = 100, runs = 300;
  const Network network = graphs::Empty{.agents = agents}.make(1);
  std::vector<double> found(runs), expected(runs);
  for_jobs(runs, [&](std::size_t r) {
    Simulation<double> simulation(meeting(settings), network, r);
    for (int step = 0; step < steps; ++step) simulation.step();
    const auto& x = simulation.state();
    found[r] = (x.array() - x.mean()).square().mean();
    expected[r] = plain_variance(settings, agents, agents * steps, static_cast<unsigned>(r));
  });
  const auto mean_and_error = [](const std::vector<double>& v) {
    double sum = 0, squares = 0;
    for (const double x : v) sum += x, squares += x * x;
    const auto n = static_cast<double>(v.size());
    return std::pair{sum / n, std::sqrt((squares / n - sum * sum / n / n) / n)};
  };
  const auto [mean, error] = mean_and_error(found);
  const auto [plain, plain_error] = mean_and_error(expected);
  INFO(mean << " +- " << error << " beside " << plain << " +- " << plain_error);
  CHECK_THAT(mean, WithinAbs(plain, 3 * std::hypot(error, plain_error)));
}

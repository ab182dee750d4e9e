// Choice by the local field is the Ising model with heat-bath moves: its exact law on a small torus,
// Onsager's magnetization, and its critical temperatures. A16.
#include "heed/graphs/lattice.hpp"
#include "heed/graphs/random_regular.hpp"

#include <limits>
#include <numbers>

#include "catch.hpp"
#include "meetings.hpp"
#include <boost/math/distributions/chi_squared.hpp>

using namespace heed;
using namespace heed::tests;

namespace {

Model ising(double temperature, double up = 0.5) {
  Model out;
  out.opinions.initial = laws::Values{.values = {-1, 1}, .odds = {1 - up, up}};
  out.attention.temperature = temperatures::Constant{temperature};
  out.dynamics.kind = dynamics::LogitChoice{};
  out.dynamics.schedule = schedules::Gossip{.mutual = false};
  return out;
}

Network torus(std::int64_t side) { return graphs::Lattice{.shape = {side, side}}.make(1); }

struct Moments {
  double order = 0, second = 0, fourth = 0;
  double binder() const { return 1 - fourth / (3 * second * second); }
};

/// Means of |m|, m² and m⁴ over `steps`, after a tenth as many.
Moments moments(const Model& model, const Network& network, int steps, std::uint64_t seed) {
  Simulation<double> simulation(model, network, seed);
  for (int step = 0; step < steps / 10; ++step) simulation.step();
  Moments out;
  for (int step = 0; step < steps; ++step) {
    simulation.step();
    const double m = simulation.state().mean();
    out.order += std::abs(m) / steps;
    out.second += m * m / steps;
    out.fourth += m * m * m * m / steps;
  }
  return out;
}

/// What reweighting needs of a state: Σ of x_i x_j over ties heard both ways, each once, and m².
struct Seen {
  double bonds, square;
};

/// Every `apart`th of `steps` states, after a tenth as many.
std::vector<Seen> seen(const Model& model, const Network& network, int steps, int apart, std::uint64_t seed) {
  Simulation<float> simulation(model, network, seed);
  const std::vector<Tie> ties = network.graph.ties();
  for (int step = 0; step < steps / 10; ++step) simulation.step();
  std::vector<Seen> out;
  for (int step = 1; step <= steps; ++step) {
    simulation.step();
    if (step % apart != 0) continue;
    const auto& x = simulation.state();
    double bonds = 0;
    for (const Tie& t : ties) bonds += static_cast<double>(x(t.hearer, 0) * x(t.heard, 0)) / 2;
    const double m = static_cast<double>(x.mean());
    out.push_back({bonds, m * m});
  }
  return out;
}

/// The Binder cumulant at T' of runs at T.
double binder_at(double other, double temperature, const std::vector<std::vector<Seen>>& runs) {
  double most = -std::numeric_limits<double>::infinity(), sum = 0, second = 0, fourth = 0;
  const double slope = 1 / other - 1 / temperature;
  for (const auto& run : runs)
    for (const Seen& s : run) most = std::max(most, s.bonds * slope);
  for (const auto& run : runs)
    for (const Seen& s : run) {
      const double weight = std::exp(s.bonds * slope - most);
      sum += weight;
      second += weight * s.square;
      fourth += weight * s.square * s.square;
    }
  return 1 - fourth * sum / (3 * second * second);
}

/// Where the straight lines through the Binder cumulants of a small and a large network cross.
double crossing(const std::vector<double>& temperatures, const std::vector<double>& small,
                const std::vector<double>& large) {
  const auto n = static_cast<double>(temperatures.size());
  double t = 0, d = 0, tt = 0, td = 0;
  for (std::size_t k = 0; k < temperatures.size(); ++k) {
    const double gap = large[k] - small[k];
    t += temperatures[k] / n;
    d += gap / n;
    tt += temperatures[k] * temperatures[k] / n;
    td += temperatures[k] * gap / n;
  }
  return t - d * (tt - t * t) / (td - t * d);
}

/// The crossing for networks of two sizes, each cumulant from `runs` runs of their own seeds and networks.
template <class Make>
double crossing_of(Make make, std::int64_t small, std::int64_t large, const std::vector<double>& temperatures,
                   std::size_t runs, int small_steps, int large_steps) {
  std::vector<Moments> found(2 * temperatures.size() * runs);
  for_jobs(found.size(), [&](std::size_t job) {
    const bool wide = job % 2 == 1;
    const std::size_t run = job / 2 % runs, k = job / 2 / runs;
    found[job] = moments(ising(temperatures[k]), make(wide ? large : small, run + 1),
                         wide ? large_steps : small_steps, job + 1);
  });
  std::vector<double> cumulant[2];
  for (std::size_t k = 0; k < temperatures.size(); ++k)
    for (std::size_t wide : {0, 1}) {
      Moments mean;
      for (std::size_t run = 0; run < runs; ++run) {
        const Moments& one = found[2 * (k * runs + run) + wide];
        mean.second += one.second / static_cast<double>(runs);
        mean.fourth += one.fourth / static_cast<double>(runs);
      }
      cumulant[wide].push_back(mean.binder());
    }
  return crossing(temperatures, cumulant[0], cumulant[1]);
}

}  // namespace

TEST_CASE("on a torus of 9 the states have the weights of Boltzmann, in one order of moves as in another",
          "[A16]") {
  const Choice<schedules::Catalogue> schedule =
      GENERATE(Choice<schedules::Catalogue>(schedules::Gossip{.mutual = false}),
               Choice<schedules::Catalogue>(schedules::RandomSequential{}));
  constexpr double temperature = 4;
  const Network network = torus(3);
  std::vector<double> weight(512);
  double sum = 0;
  for (unsigned s = 0; s < 512; ++s) {
    const auto spin = [s](Agent i) { return s >> i & 1 ? 1.0 : -1.0; };
    double bonds = 0;
    for (const Tie& tie : network.graph.ties()) bonds += spin(tie.hearer) * spin(tie.heard) / 2;
    sum += weight[s] = std::exp(bonds / temperature);
  }
  Model model = ising(temperature);
  model.dynamics.schedule = schedule;
  Simulation<double> simulation(model, network, 1);
  constexpr int samples = 20000;
  std::vector<double> counts(512);
  for (int sample = 0; sample < samples; ++sample) {
    for (int step = 0; step < 30; ++step) simulation.step();
    unsigned s = 0;
    for (Agent i = 0; i < 9; ++i) s |= (simulation.state()(i, 0) > 0 ? 1U : 0U) << i;
    counts[s] += 1;
  }
  double statistic = 0;
  for (std::size_t s = 0; s < 512; ++s) {
    const double expected = weight[s] / sum * samples;
    REQUIRE(expected > 2);
    statistic += (counts[s] - expected) * (counts[s] - expected) / expected;
  }
  const double p = boost::math::cdf(complement(boost::math::chi_squared(511), statistic));
  INFO("p = " << p);
  CHECK(p > 0.01);
}

TEST_CASE(
    "the square lattice is as hot as Onsager says: m = (1 - sinh(2/T)⁻⁴)^(1/8), which ends at 2 / ln(1 + √2)",
    "[A16][slow]") {
  // The temperature that the law reads off the magnetization. 0.5 % of it is the bar for the critical one,
  // which is the only scale of the law. 64 × 64 is many correlation lengths.
  const std::vector<double> temperatures{2, 2.05, 2.1};
  const std::vector<int> steps{4000, 8000,
                               16000};  // the nearer to the critical one, the longer a run remembers
  std::vector<double> found(temperatures.size());
  for_jobs(found.size(), [&](std::size_t k) {
    found[k] = moments(ising(temperatures[k], 1), torus(64), steps[k], k + 1).order;
  });
  for (std::size_t k = 0; k < found.size(); ++k) {
    const double read = 2 / std::asinh(std::pow(1 - std::pow(found[k], 8), -0.25));
    INFO("T = " << temperatures[k] << ": m = " << found[k] << ", read " << read);
    CHECK_THAT(read / temperatures[k], WithinAbs(1, 0.005));
  }
  // 0.9113 at T = 2; means over 4000 steps err by about 0.0005.
  CHECK_THAT(found[0], WithinAbs(std::pow(1 - std::pow(std::sinh(1.0), -4), 0.125), 0.002));
}

TEST_CASE("with the mean of everyone the magnetization solves m = tanh(m / T)", "[A16]") {
  Model model = ising(0.7, 0.9);
  model.attention.masks = {masks::All{}};
  model.dynamics.kind = dynamics::LogitChoice{.field = dynamics::LogitChoice::Of::mean};
  double exact = 1;
  for (int k = 0; k < 200; ++k) exact = std::tanh(exact / 0.7);
  const Moments found = moments(model, graphs::Empty{.agents = 500}.make(1), 400, 1);
  // The bulk sits at m up to order 1/N; it fluctuates by 0.03 with a memory of two steps.
  CHECK_THAT(found.order, WithinAbs(exact, 0.008));
}

TEST_CASE("at 2 / ln(1 + √2) the Binder cumulant of square lattices is 0.6107, whatever their size",
          "[A16][slow]") {
  // The value for periodic squares (Kamieniarz and Blöte 1993), up to 0.002 at these sizes; chance adds
  // 0.003. A temperature 1 % off would change it by 0.006 and 0.013.
  const double critical = 2 / std::log(1 + std::sqrt(2.0));
  const std::vector<std::pair<std::int64_t, int>> sizes{{8, 200000}, {12, 150000}};
  std::vector<Moments> found(sizes.size());
  for_jobs(found.size(), [&](std::size_t k) {
    found[k] = moments(ising(critical), torus(sizes[k].first), sizes[k].second, 1);
  });
  for (const Moments& m : found) CHECK_THAT(m.binder(), WithinAbs(0.6107, 0.01));
}

TEST_CASE("Binder cumulants of square lattices cross at 2 / ln(1 + √2)", "[A16][slow]") {
  // Runs at that temperature, seen at others: a state of bonds E counts exp(E (1/T' - 1/T)) (Ferrenberg and
  // Swendsen 1988). A run of 24 × 24 forgets in some 1100 steps, so there are some 1000 states of each size
  // that are independent, the cumulants err by 0.007, and the crossing by 0.2 %; 0.5 % is the bar.
  const double critical = 2 / std::log(1 + std::numbers::sqrt2);
  const std::vector<std::int64_t> sides{12, 12, 24, 24, 24, 24, 24, 24, 24, 24};
  std::vector<std::vector<Seen>> runs(sides.size());
  for_jobs(runs.size(), [&](std::size_t job) {
    runs[job] = seen(ising(critical), torus(sides[job]), 140000, 20, job + 1);
  });
  const std::vector<std::vector<Seen>> small(runs.begin(), runs.begin() + 2),
      large(runs.begin() + 2, runs.end());
  double low = 2.2, high = 2.34;  // below, the larger one is in better order; above, in worse
  while (high - low > 1e-6) {
    const double middle = (low + high) / 2;
    (binder_at(middle, critical, large) > binder_at(middle, critical, small) ? low : high) = middle;
  }
  CAPTURE(low, binder_at(critical, critical, small), binder_at(critical, critical, large));
  CHECK_THAT(low / critical, WithinAbs(1, 0.005));
}

TEST_CASE("Binder cumulants of random graphs of degree 4 cross at 2 / ln 2", "[A16][slow]") {
  const double exact = 2 / std::log(2.0);
  const double found = crossing_of(
      [](std::int64_t agents, std::uint64_t seed) {
        return graphs::RandomRegular{.agents = agents, .degree = 4}.make(seed);
      },
      250, 1000, {2.8, 2.88, 2.96}, 8, 2000, 2000);
  INFO(found << " beside " << exact);
  CHECK_THAT(found / exact, WithinAbs(1, 0.01));
}

// Deffuant and Weisbuch: when one camp remains, and how fast differences go; and with algorithmic bias. A11,
// A20.
#include "catch.hpp"
#include "meetings.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

Network agents(std::int64_t count) { return graphs::Empty{.agents = count}.make(1); }

/// The share of 100 runs of 1000 agents in which `test` holds of the groups' sizes.
template <class Test> double share(double radius, Test test) {
  const auto groups =
      groups_of_runs(meeting(dynamics::Deffuant{.radius = radius}), agents(1000), radius, 100);
  double count = 0;
  for (const auto& sizes : groups) {
    REQUIRE(!sizes.empty());
    count += test(sizes);
  }
  return count / 100;
}

/// Three standard errors of the difference of two shares of 100 runs; the reference has an error of its own.
/// A share of 0 or 1 is taken as of one run in 100.
double bar(double p) {
  const double q = std::clamp(p, 0.01, 0.99);
  return 3 * std::sqrt(2 * q * (1 - q) / 100);
}

}  // namespace

TEST_CASE("of 1000 random opinions one camp of more than 1 % remains as often as independent runs found",
          "[A11][slow]") {
  const std::vector<std::pair<double, double>> table{
      {.25, .05}, {.26, .14}, {.27, .32}, {.28, .70}, {.30, .97}};
  for (const auto& [radius, expected] : table) {
    const double found = share(radius, [](const std::vector<double>& sizes) {
      return std::count_if(sizes.begin(), sizes.end(), [](double s) { return s > 10; }) == 1;
    });
    INFO("radius " << radius << ": " << found);
    CHECK_THAT(found, WithinAbs(expected, bar(expected)));
  }
}

TEST_CASE("all of 1000 random opinions end in one cluster only from a bound of about 1/2 on", "[A11][slow]") {
  const std::vector<std::pair<double, double>> table{
      {.40, .04}, {.45, .38}, {.48, .83}, {.50, .99}, {.52, 1.}};
  for (const auto& [radius, expected] : table) {
    const double found = share(radius, [](const std::vector<double>& sizes) { return sizes.size() == 1; });
    INFO("radius " << radius << ": " << found);
    CHECK_THAT(found, WithinAbs(expected, bar(expected)));
  }
}

TEST_CASE("without a bound each meeting takes 4 μ (1 - μ) / (n - 1) of the squares about the mean", "[A11]") {
  const double mu = GENERATE(0.1, 0.3, 0.5);
  constexpr int n = 100, runs = 1000;
  std::vector<double> ratio(runs);
  const Model model = meeting(dynamics::Deffuant{.radius = 1, .rate = mu});
  for_jobs(runs, [&](std::size_t r) {
    Simulation<double> simulation(model, agents(n), r);
    const auto squares = [&] {
      const auto& x = simulation.state();
      return (x.array() - x.mean()).square().sum();
    };
    const double before = squares();
    simulation.step();
    ratio[r] = squares() / before;
  });
  double mean = 0;
  for (const double r : ratio) mean += r / runs;
  // Over 1000 runs the mean ratio errs by about 0.2 %.
  CHECK_THAT(mean / std::pow(1 - 4 * mu * (1 - mu) / (n - 1), n), WithinAbs(1, 0.01));
}

TEST_CASE("algorithmic bias leaves more camps, as many as independent runs found", "[A20][slow]") {
  // Effective clusters 1 / Σ c² of 100 agents, independent means over 30 runs.
  struct Row {
    double radius;
    std::vector<double> expected;
  };
  const std::vector<double> gamma{0, 0.5, 1, 1.25};
  constexpr std::size_t runs = 60;
  for (const Row& row : {Row{0.2, {2.16, 2.28, 2.39, 2.50}}, Row{0.3, {1.27, 1.57, 1.75, 1.75}}}) {
    double before = 0, before_error = 0;
    for (std::size_t k = 0; k < gamma.size(); ++k) {
      const auto groups =
          groups_of_runs(meeting(dynamics::AlgorithmicBias{.radius = row.radius, .bias = gamma[k]}),
                         agents(100), row.radius, runs);
      double sum = 0, squares = 0;
      for (const auto& sizes : groups) {
        REQUIRE(!sizes.empty());
        double concentration = 0;
        for (const double s : sizes) concentration += s * s / 1e4;
        sum += 1 / concentration;
        squares += 1 / (concentration * concentration);
      }
      const double mean = sum / runs, variance = squares / runs - mean * mean;
      const double own = std::sqrt(variance / runs), theirs = std::sqrt(variance / 30);
      INFO("radius " << row.radius << ", gamma " << gamma[k] << ": " << mean << " +- " << own);
      CHECK_THAT(mean, WithinAbs(row.expected[k], 3 * std::hypot(own, theirs)));
      CHECK(mean > before - 2 * std::hypot(own, before_error));  // never fewer, within the error
      before = mean;
      before_error = own;
    }
  }
}

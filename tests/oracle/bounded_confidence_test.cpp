// Hegselmann and Krause: a theorem on equally spaced opinions, the table of random starts, and "consensus
// strikes back". A7, A8, A10.
#include "heed/core/parallel.hpp"
#include "heed/graphs/empty.hpp"

#include "catch.hpp"
#include "models.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

Model hegselmann_krause(double radius) {
  Model model = from_column();
  model.attention.masks = {masks::All{}};
  model.dynamics.kind = dynamics::HegselmannKrause{radius};
  return model;
}

Network with(std::vector<double> x) {
  const auto agents = static_cast<std::int64_t>(x.size());
  return with_opinions(graphs::Empty{.agents = agents}.make(0), std::move(x));
}

/// Sizes of groups further apart than half the bound, in order of opinion.
std::vector<int> sizes(std::vector<double> x, double gap) {
  std::sort(x.begin(), x.end());
  std::vector<int> out{1};
  for (std::size_t i = 1; i < x.size(); ++i)
    if (x[i] - x[i - 1] > gap)
      out.push_back(1);
    else
      ++out.back();
  return out;
}

}  // namespace

TEST_CASE("opinions spaced by the bound end in threes and a rest, in as many steps as the theorem says",
          "[A7]") {
  // Hegarty and Wedin 2014: 2 floor(n / 6) clusters of 3 and one of n mod 6. Distances equal the bound
  // exactly, so the bound is widened by far less than any distance that matters, and by far more than
  // rounding.
  const auto check = [](int n, int freezing) {
    std::vector<double> x;
    for (int i = 0; i < n; ++i) x.push_back(i);
    Simulation<double> simulation(hegselmann_krause(1 + 1e-9), with(x), 1);
    int last = 0;
    for (int step = 1; step <= 2 * n + 10; ++step)
      if (simulation.step() > 1e-9) last = step;
    std::vector<int> found = sizes(opinions(simulation), 0.5);
    std::sort(found.begin(), found.end());
    std::vector<int> expected(static_cast<std::size_t>(2 * (n / 6)), 3);
    if (n % 6 > 0) expected.push_back(n % 6);
    std::sort(expected.begin(), expected.end());
    INFO("n = " << n);
    CHECK(found == expected);
    if (freezing > 0) CHECK(last == freezing);
  };
  for (int n = 2; n <= 24; ++n) check(n, 0);
  for (const auto& [n, steps] : std::vector<std::pair<int, int>>{{6, 6},
                                                                 {7, 6},
                                                                 {10, 10},
                                                                 {12, 11},
                                                                 {13, 11},
                                                                 {16, 15},
                                                                 {18, 16},
                                                                 {24, 21},
                                                                 {30, 26},
                                                                 {36, 31},
                                                                 {37, 31},
                                                                 {48, 41}})
    check(n, steps);
}

TEST_CASE("625 random opinions end in 37.8, 2.53 and mostly one cluster at bounds 0.01, 0.15 and 0.25",
          "[A8][slow]") {
  constexpr std::size_t runs = 500;
  const auto mean_clusters = [](double radius, double* consensus) {
    std::vector<int> count(runs);
    for_jobs(runs, [&](std::size_t r) {
      std::vector<double> x;
      Stream stream(r, Purpose::test);
      for (int i = 0; i < 625; ++i) x.push_back(stream.uniform());
      Simulation<double> simulation(hegselmann_krause(radius), with(x), r);
      settle(simulation, 1e-12, 5000);
      count[r] = clusters(opinions(simulation), radius / 2);
    });
    double sum = 0, ones = 0;
    for (const int c : count) {
      sum += c;
      ones += c == 1;
    }
    if (consensus) *consensus = ones / runs;
    return sum / runs;
  };
  // Bands: independent runs gave 37.79 (sd 2.04), 2.53 (sd 0.50) and P = 0.984; 500 runs leave ±0.09, ±0.022,
  // ±0.006.
  CHECK_THAT(mean_clusters(0.01, nullptr), WithinAbs(37.8, 0.4));
  CHECK_THAT(mean_clusters(0.15, nullptr), WithinAbs(2.53, 0.08));
  double consensus = 0;
  mean_clusters(0.25, &consensus);
  CHECK_THAT(consensus, WithinAbs(0.984, 0.02));
}

TEST_CASE("consensus strikes back: one, three, and again one cluster as the range widens", "[A10][slow]") {
  // 10 001 opinions equally spaced on [-L/2, L/2], bound 1. The mirror image is an opinion of the theory, and
  // rounding must not break it, so each step is made symmetric again.
  const auto ends_in = [](double length) {
    constexpr int n = 10001;
    Network network = graphs::Empty{.agents = n}.make(0);
    Attention attention;
    attention.masks = {masks::All{}, masks::Bounded{1}};
    attention.score = scores::Uniform{};
    attention.self_ties = SelfTies::add;
    const auto attend = make_attend<double>(attention, network, 1);
    Matrix<double> x(n, 1), y;
    for (int i = 0; i < n; ++i) x(i, 0) = length * (i - (n - 1) / 2) / (n - 1);
    const std::vector<double> t{1};
    for (int step = 0; step < 100000; ++step) {
      attend->mean(Said<double>(x), {t}, y);
      for (int i = 0; i <= n / 2; ++i) {
        const double half = (y(n - 1 - i, 0) - y(i, 0)) / 2;
        y(i, 0) = -half;
        y(n - 1 - i, 0) = half;
      }
      const double moved = (y - x).cwiseAbs().maxCoeff();
      x.swap(y);
      if (moved < 1e-9) break;
    }
    return clusters({x.data(), x.data() + n}, 0.5);
  };
  const std::vector<std::pair<double, int>> expected{{5.0, 1}, {5.2, 1}, {5.3, 3}, {5.4, 3},
                                                     {5.5, 3}, {5.6, 3}, {6.0, 1}, {6.1, 1},
                                                     {6.2, 1}, {6.4, 1}, {7.0, 3}};
  std::vector<int> found(expected.size());
  for_jobs(expected.size(), [&](std::size_t k) { found[k] = ends_in(expected[k].first); });
  for (std::size_t k = 0; k < expected.size(); ++k) {
    INFO("L = " << expected[k].first);
    CHECK(found[k] == expected[k].second);
  }
}

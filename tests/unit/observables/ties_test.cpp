#include "heed/core/random.hpp"
#include "heed/observables/disagreement.hpp"
#include "heed/observables/neighbour_correlation.hpp"
#include "heed/observables/polarization.hpp"
#include "heed/observables/polarization_disagreement.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include "catch.hpp"
#include "karate.hpp"
#include "unit/observables/scene.hpp"
#include <Eigen/LU>

using namespace heed;
using namespace heed::observables;

namespace {

Graph ring(Agent n) {
  std::vector<Tie> ties;
  for (Agent i = 0; i < n; ++i) ties.push_back({i, (i + 1) % n});
  return Graph(n, both_ways(ties));
}

std::vector<double> numbers(Agent n) {
  std::vector<double> x(static_cast<std::size_t>(n));
  std::iota(x.begin(), x.end(), 0.0);
  return x;
}

}  // namespace

TEST_CASE("disagreement counts an undirected tie once and a tie heard one way half") {
  CHECK(value<Disagreement>(scene({0, 3}, Graph(2, both_ways({{0, 1}})))) == 9);
  CHECK(value<Disagreement>(scene({0, 3}, Graph(2, {{0, 1}}))) == 4.5);
  CHECK(value<Disagreement>(scene({0, 3}, Graph(2, both_ways({{0, 1, 2}}), true))) == 18);
  CHECK(value<Disagreement>(scene({0, 3})) == 0);
}

TEST_CASE("disagreement of numbers on a ring is N - 1 + (N - 1)²") {
  const Agent n = GENERATE(3, 10, 3000);
  const double m = n;
  CHECK(value<Disagreement>(scene(numbers(n), ring(n))) == m - 1 + (m - 1) * (m - 1));
}

TEST_CASE("polarization and disagreement at the Friedkin-Johnsen equilibrium add up to s·z") {
  // Musco, Musco, Tsourakakis 2018: zᵀ(I + L)z with z = (I + L)⁻¹ s, for s that adds up to 0.
  Network club = karate();
  auto ties = club.graph.ties();
  for (Tie& t : ties) t.weight = 0.1 * (1 + (t.hearer * t.heard) % 7);  // the same both ways
  club.graph = Graph(34, ties, true);
  Stream stream(4, Purpose::test);
  Eigen::VectorXd s(34);
  for (double& v : s) v = stream.normal();
  s.array() -= s.mean();
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(34, 34);
  for (const Tie& t : club.graph.ties()) {
    system(t.hearer, t.hearer) += t.weight;
    system(t.hearer, t.heard) -= t.weight;
  }
  const Eigen::VectorXd z = system.partialPivLu().solve(s);
  const Scene agents = scene({z.begin(), z.end()}, club.graph);
  const double sum = value<Polarization>(agents) + value<Disagreement>(agents);
  CHECK_THAT(sum, WithinAbs(s.dot(z), 1e-12));
  CHECK(value<PolarizationDisagreement>(agents) == sum);
}

TEST_CASE("neighbour correlation of numbers on a ring is in closed form") {
  // About the mean h = (N-1)/2 all but the two ends hear their own number; the ends hear 1/2 and -1/2.
  const Agent n = GENERATE(3, 5, 12, 4000);
  const double m = n, h = (m - 1) / 2, squares = m * (m * m - 1) / 12;
  const double heard = squares - 2 * h * h + 0.5, both = squares - 2 * h * h - h;
  CHECK_THAT(value<NeighbourCorrelation>(scene(numbers(n), ring(n))),
             WithinAbs(both / std::sqrt(squares * heard), 1e-12));
}

TEST_CASE("neighbour correlation weights those heard and leaves out selves and those who hear no one") {
  // Agent 0 hears (1·1 + 3·5)/4 = 4, 1 hears 0, 2 hears no one, 3 hears 1 (and itself): x = (0, 1, 9), heard
  // (4, 0, 1).
  const Graph graph(5, {{0, 1, 1}, {0, 2, 3}, {1, 0, 1}, {3, 1, 2}, {3, 3, 8}, {4, 4, 1}}, true);
  const Scene agents = scene({0, 1, 5, 9, 2}, graph);
  const double mx = 10.0 / 3, mh = 5.0 / 3;
  const double xx = 82 - 3 * mx * mx, hh = 17 - 3 * mh * mh, xh = 9 - 3 * mx * mh;
  CHECK_THAT(value<NeighbourCorrelation>(agents), WithinAbs(xh / std::sqrt(xx * hh), 1e-12));
}

TEST_CASE("neighbour correlation is -1 where all hear all others, even far from zero") {
  // What i hears is (total - x_i) / (N - 1), which falls as x_i grows.
  const double offset = GENERATE(0.0, 1e8);
  std::vector<double> x;
  std::vector<Tie> ties;
  for (Agent i = 0; i < 20; ++i) {
    x.push_back(offset + (i * i) / 64.0);
    for (Agent j = 0; j < 20; ++j)
      if (i != j) ties.push_back({i, j});
  }
  CHECK_THAT(value<NeighbourCorrelation>(scene(x, Graph(20, ties))), WithinAbs(-1, 1e-12));
}

TEST_CASE("neighbour correlation is undefined where one side is constant and where one agent hears") {
  CHECK(std::isnan(value<NeighbourCorrelation>(scene({0.1, 0.1, 0.1}, ring(3)))));
  // All hear agent 0 only, and it hears no one.
  CHECK(std::isnan(value<NeighbourCorrelation>(scene({7, 1, 2}, Graph(3, {{1, 0}, {2, 0}})))));
  CHECK(std::isnan(value<NeighbourCorrelation>(scene({7, 1, 2}, Graph(3, {{1, 0}})))));
  CHECK(std::isnan(value<NeighbourCorrelation>(scene({7, 1, 2}))));
  // On this ring of four each hears opinions that add up to 0.6; in float64 the sums differ by 6e-17.
  CHECK(std::isnan(value<NeighbourCorrelation>(scene({0.1, 0.2, 0.5, 0.4}, ring(4)))));
}

// Chains solved: eigenvalues by Spectra against dense solvers and published numbers, stationary laws and
// limits against powers of the matrix. A2, A3.
#include "heed/chain/spectrum.hpp"

#include "heed/chain/balance.hpp"
#include "heed/chain/limits.hpp"
#include "heed/chain/solve.hpp"
#include "heed/graphs/complete.hpp"
#include "heed/graphs/file.hpp"
#include "heed/graphs/watts_strogatz.hpp"
#include "heed/structure/walk.hpp"

#include "catch.hpp"
#include "data_folder.hpp"
#include "karate.hpp"
#include <Eigen/Dense>

using namespace heed;
using namespace heed::tests;

namespace {

/// A digraph in which each agent hears up to six others with random weights.
Graph random_digraph(Agent agents, std::uint64_t seed, int heard = 6) {
  Stream stream(seed, Purpose::test);
  std::vector<Tie> ties;
  for (Agent i = 0; i < agents; ++i)
    for (int d = 0; d < heard; ++d)
      if (const auto j = static_cast<Agent>(stream.below(static_cast<std::uint64_t>(agents))); j != i)
        ties.push_back({i, j, stream.uniform(0.1, 1)});
  return Graph(agents, std::move(ties), true);
}

Network from_data(const std::string& file) {
  graphs::File source;
  source.file = {file, (*data_folder() / "networks" / file).string()};
  const Network all = source.make(0);
  return subnetwork(all, largest_component(all.graph));
}

/// The matrix to the power 2^squarings.
Eigen::MatrixXd power(const Chain& chain, int squarings) {
  Eigen::MatrixXd out(chain);
  for (int k = 0; k < squarings; ++k) out = out * out;
  return out;
}

}  // namespace

TEST_CASE("the ends of the spectrum of the walk on karate are those of an independent solver", "[A2]") {
  const auto ends = UndirectedWalk(karate().graph).ends();
  REQUIRE(ends);
  CHECK_THAT(ends->second, WithinAbs(0.86772767, 5e-9));
  CHECK_THAT(ends->lowest, WithinAbs(-0.71461135, 5e-9));
}

TEST_CASE("the ends of the spectrum of real networks are those of an independent solver", "[A2][data]") {
  if (!data_folder()) return;
  const auto email = UndirectedWalk(from_data("email-Eu-core.txt").graph).ends();
  REQUIRE(email);
  CHECK_THAT(email->second, WithinAbs(0.78785045, 5e-9));
  CHECK_THAT(email->lowest, WithinAbs(-0.67960742, 5e-9));
  const auto cora = UndirectedWalk(from_data("cora/cora.edges.txt.gz").graph).ends();
  REQUIRE(cora);
  CHECK_THAT(cora->second, WithinAbs(0.99521600, 5e-9));
}

TEST_CASE(
    "the ends of a large spectrum are those of a dense solver, and the slowest pattern is its eigenvector") {
  const UndirectedWalk walk(graphs::WattsStrogatz{.agents = 400, .degree = 6, .rewire = 0.2}.make(3).graph);
  const auto ends = walk.ends();
  REQUIRE(ends);
  Eigen::VectorXd values = Eigen::MatrixXd(walk.chain()).eigenvalues().real();
  std::sort(values.begin(), values.end());
  CHECK_THAT(ends->second, WithinAbs(values(398), 1e-10));  // the solvers' tolerance is 1e-12
  CHECK_THAT(ends->lowest, WithinAbs(values(0), 1e-10));
  CHECK((walk.chain() * ends->slowest - ends->second * ends->slowest).norm() < 1e-9 * ends->slowest.norm());
}

TEST_CASE("on a complete graph of any size the other eigenvalues are -1 / (N - 1)") {
  for (const Agent n : {2, 5, 300}) {
    const auto ends = UndirectedWalk(graphs::Complete{.agents = n}.make(1).graph).ends();
    REQUIRE(ends);
    CHECK_THAT(ends->modulus(), WithinAbs(1.0 / (n - 1), 1e-10));
    CHECK_THAT(ends->lowest, WithinAbs(-1.0 / (n - 1), 1e-10));
  }
}

TEST_CASE("symmetric weights are in balance with the sums of their rows, and one-way weights in none") {
  Graph graph = karate().graph;
  std::vector<Tie> ties;
  Stream stream(5, Purpose::test);
  for (const Tie& t : graph.ties())
    if (t.hearer < t.heard) ties.push_back({t.hearer, t.heard, stream.uniform(0.2, 2)});
  graph = Graph(34, both_ways(ties), true);
  const auto weight = detailed_balance(random_walk(graph));
  REQUIRE(weight);
  double all = 0;
  for (Edge e = 0; e < graph.edges(); ++e) all += graph.weight(e);
  for (Agent i = 0; i < 34; ++i) {
    double z = 0;
    for (Edge e = graph.first(i); e < graph.first(i + 1); ++e) z += graph.weight(e);
    CHECK_THAT((*weight)(i), WithinRel(z / all, 1e-13));
  }
  CHECK_FALSE(detailed_balance(random_walk(random_digraph(50, 1))));
  // A ring walked more one way than the other: all ties both ways, yet no balance.
  std::vector<Tie> ring;
  for (Agent i = 0; i < 5; ++i) {
    ring.push_back({i, (i + 1) % 5, 2});
    ring.push_back({(i + 1) % 5, i, 1});
  }
  CHECK_FALSE(detailed_balance(random_walk(Graph(5, ring, true))));
}

TEST_CASE("the stationary law of a digraph is the row that powers of its chain come to") {
  for (const Agent n : {40, 400}) {
    const Chain chain = lazy(random_walk(random_digraph(n, 7, 20)), 0.5);
    const auto law = stationary(chain);
    REQUIRE(law);
    const Eigen::MatrixXd end = power(chain, 12);
    CHECK((law->weight.transpose() - end.row(0)).cwiseAbs().maxCoeff() < 1e-10);
    // What is left after 16 and 17 steps shrinks by the second modulus or is 0; here by dense eigenvalues.
    Eigen::VectorXd values = Eigen::MatrixXd(chain).eigenvalues().cwiseAbs();
    std::sort(values.begin(), values.end());
    CHECK_THAT(law->modulus, WithinAbs(values(n - 2), 1e-9));
  }
}

TEST_CASE(
    "limits of 100 random digraphs: one opinion for each closed class, all agents where powers put them",
    "[A3]") {
  int more_than_one = 0;
  for (std::uint64_t trial = 0; trial < 100; ++trial) {
    const Agent n = 40;
    const Chain chain =
        lazy(random_walk(random_digraph(n, 1000 + trial, 1 + static_cast<int>(trial % 3))), 0.5);
    Eigen::VectorXd x(n);
    Stream stream(trial, Purpose::test);
    for (double& v : x) v = stream.uniform(-1, 1);
    const auto found = limits(chain, x);
    REQUIRE(found);
    const Eigen::VectorXd expected = power(chain, 17) * x;  // 131 072 steps
    CHECK((found->opinion - expected).cwiseAbs().maxCoeff() < 1e-9);
    CHECK(static_cast<int>(found->consensus.size()) == found->classes.count);
    more_than_one += found->classes.count > 1;
  }
  CHECK(more_than_one > 20);  // else nothing was tried
}

TEST_CASE("large linear systems are solved to what their residual says, singular ones are refused") {
  const Chain walk =
      random_walk(graphs::WattsStrogatz{.agents = 2000, .degree = 6, .rewire = 0.2}.make(3).graph);
  const Eigen::VectorXd q = Eigen::VectorXd::LinSpaced(2000, -1, 1);
  const Chain pulled = 0.9 * walk;
  const auto x = fixed_point(pulled, q);
  REQUIRE(x);
  CHECK((pulled * *x + q - *x).cwiseAbs().maxCoeff() < 1e-11);
  CHECK_FALSE(fixed_point(random_walk(karate().graph), Eigen::VectorXd::Ones(34)));
}

// What `heed theory` predicts of fixed weights, held against numbers known beforehand and against heed's own
// runs. A1 to A4.
#include "heed/graphs/ring.hpp"
#include "heed/graphs/watts_strogatz.hpp"

#include "asked.hpp"
#include "karate.hpp"
#include "models.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

Model degroot(double rate = 1) {
  Model model = from_column();
  model.attention.score = scores::Affinity{.of = scores::Affinity::Of::weight, .table = {}};
  model.dynamics.kind = dynamics::Attention{.rate = rate};
  return model;
}

}  // namespace

TEST_CASE("consensus is the mean by degree, and heed's own run ends there", "[A1]") {
  const std::vector<double> x = random_values(34, 3);
  const Network club = with_opinions(karate(), x);
  double expected = 0;
  for (Agent i = 0; i < 34; ++i)
    expected += static_cast<double>(club.graph.degree(i)) * x[static_cast<std::size_t>(i)] / 156;
  const Prediction p = predicted(setting(degroot(0.5), club), "consensus", "consensus");
  CHECK_THAT(p.value, WithinAbs(expected, 1e-14));
  Simulation<double> simulation(degroot(0.5), club, 1);
  settle(simulation, 1e-16, 100000);
  CHECK_THAT(p.measured(record_of(simulation)), WithinAbs(p.value, 1e-10));
}

TEST_CASE("consensus of one-way ties needs an eigen-solver, and heed's own run ends there", "[A1]") {
  std::vector<Tie> ties;
  Stream stream(4, Purpose::test);
  for (Agent i = 0; i < 60; ++i)
    for (int d = 0; d < 5; ++d)
      if (const auto j = static_cast<Agent>(stream.below(60)); j != i)
        ties.push_back({i, j, stream.uniform(0.1, 1)});
  Network network;
  network.graph = Graph(60, ties, true);
  network = with_opinions(network, random_values(60, 5));
  const Case c = setting(degroot(0.5), network);
  CHECK_FALSE(c.balanced());
  const Prediction p = predicted(c, "consensus", "consensus");
  Simulation<double> simulation(degroot(0.5), network, 1);
  settle(simulation, 1e-16, 100000);
  CHECK_THAT(p.measured(record_of(simulation)), WithinAbs(p.value, 1e-10));
}

TEST_CASE("relaxation on karate: the known eigenvalues, lazy steps, and times that bound each other",
          "[A2]") {
  const Network club = with_opinions(karate(), random_values(34, 3));
  const Case whole = setting(degroot(), club), half = setting(degroot(0.5), club);
  CHECK_THAT(predicted(whole, "relaxation", "second eigenvalue").value, WithinAbs(0.86772767, 5e-9));
  CHECK_THAT(predicted(whole, "relaxation", "lowest eigenvalue").value, WithinAbs(-0.71461135, 5e-9));
  CHECK_THAT(predicted(half, "relaxation", "decay per step").value, WithinAbs((1 + 0.86772767) / 2, 5e-9));
  CHECK(predicted(half, "relaxation", "mixing time at least").value <
        predicted(half, "relaxation", "mixing time at most").value);
  // The true mixing time of the lazy walk, by its powers, lies between the two.
  Eigen::MatrixXd p = Eigen::MatrixXd(half.step_chain()), now = p;
  const Eigen::VectorXd pi = half.stationary()->weight;
  int time = 1;
  while ((now.rowwise() - pi.transpose()).cwiseAbs().rowwise().sum().maxCoeff() / 2 > 0.25) {
    now = now * p;
    ++time;
  }
  CHECK(time >= predicted(half, "relaxation", "mixing time at least").value);
  CHECK(time <= predicted(half, "relaxation", "mixing time at most").value);
}

TEST_CASE("an even ring swaps sides for ever, so theory promises no consensus") {
  const Network ring = with_opinions(graphs::Ring{.agents = 10, .degree = 2}.make(1), random_values(10, 1));
  CHECK_FALSE(asked(setting(degroot(), ring), "consensus").reason.empty());
  CHECK(asked(setting(degroot(0.5), ring), "consensus").reason.empty());
}

TEST_CASE("two leaders and pulled agents end where theory says", "[A4]") {
  const Network network = with_opinions(
      graphs::WattsStrogatz{.agents = 120, .degree = 6, .rewire = 0.2}.make(4), random_values(120, 5));
  Model model = from_column();
  model.dynamics.kind = dynamics::FriedkinJohnsen{laws::Uniform{0.05, 0.6}};
  const Case c = setting(model, network, 100, 21);
  Simulation<double> simulation(model, network, 21);
  settle(simulation, 1e-16, 100000);
  const Record record = record_of(simulation);
  CHECK(predicted(c, "friedkin_johnsen", "largest difference of an agent").measured(record) < 1e-10);
  const Prediction variance = predicted(c, "friedkin_johnsen", "variance at the end");
  CHECK_THAT(variance.measured(record), WithinRel(variance.value, 1e-10));
  // One leader at 1 and everyone free: all end at 1.
  Network led = karate();
  led.columns.push_back({"theta", std::vector<double>(34, 0.0)});
  std::get<std::vector<double>>(led.columns.back().values)[0] = 1;
  std::vector<double> x(34, 0.0);
  x[0] = 1;
  Model follow = from_column();
  follow.dynamics.kind = dynamics::FriedkinJohnsen{laws::Column{{"theta"}}};
  const Case one = setting(follow, with_opinions(led, x));
  CHECK_THAT(predicted(one, "friedkin_johnsen", "mean at the end").value, WithinAbs(1, 1e-12));
}

TEST_CASE("under top-k as many opinions survive as there are closed classes", "[A3]") {
  std::vector<Tie> ties;
  Stream stream(9, Purpose::test);
  for (Agent i = 0; i < 60; ++i)
    for (int d = 0; d < 6; ++d)
      if (const auto j = i / 30 * 30 + static_cast<Agent>(stream.below(30)); j != i)  // two halves apart
        ties.push_back({i, j, stream.uniform(0.1, 1)});
  Network network;
  network.graph = Graph(60, ties, true);
  network = with_opinions(network, random_values(60, 6));
  Model model = degroot(0.5);
  model.attention.masks.push_back(masks::TopK{1});  // functional digraph: one cycle for each component
  const Case c = setting(model, network);
  Simulation<double> simulation(model, network, 1);
  settle(simulation, 1e-16, 100000);
  const Record record = record_of(simulation);
  const Prediction count = predicted(c, "surviving_opinions", "surviving opinions");
  CHECK(count.value > 1);
  CHECK(count.measured(record) == count.value);
  CHECK(predicted(c, "surviving_opinions", "largest difference of an agent").measured(record) < 1e-9);
}

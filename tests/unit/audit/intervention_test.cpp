#include "heed/audit/intervention.hpp"

#include "heed/audit/influence.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <set>

#include "catch.hpp"
#include "karate.hpp"

using namespace heed;

namespace {

Simulation<double> simulation(const Choice<dynamics::Catalogue>& kind, const AnyLaw& initial,
                              Network network = karate(), std::vector<std::string> topics = {"opinion"}) {
  Model model;
  model.opinions.topics = std::move(topics);
  model.opinions.initial = initial;
  model.dynamics.kind = kind;
  model.dynamics.schedule = model.dynamics.usual_schedule();
  return {std::move(model), std::move(network), 5};
}

std::vector<Agent> hearers_of(const Graph& graph, Agent agent) {
  std::vector<Agent> out;
  for (const Tie& t : graph.ties())
    if (t.heard == agent) out.push_back(t.hearer);
  return out;
}

std::string message(const auto& act) {
  try {
    act();
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a nudge moves one opinion by as much, and nothing else") {
  auto world = simulation(dynamics::Attention{}, laws::Normal{});
  const Matrix<double> before = world.state();
  const Eigen::RowVectorXd change = nudge(world, 7, 0, 0.25);
  CHECK(change[0] == Approx(0.25));
  Matrix<double> expected = before;
  expected(7, 0) += 0.25;
  CHECK((world.state() - expected).cwiseAbs().maxCoeff() == 0);
  CHECK(world.anchor() == before);  // what stubborn agents are pulled to stays
}

TEST_CASE("a nudge goes down where up would leave what the model is defined for, and no further than that") {
  auto world = simulation(dynamics::BiasedAssimilation{}, laws::Constant{.value = 0.95});
  CHECK(nudge(world, 3, 0, 0.1)[0] == Approx(-0.1));
  CHECK(world.state()(3, 0) == Approx(0.85));
  CHECK(message([&] { nudge(world, 4, 0, 2); }) ==
        "a nudge of 2 leaves the opinions 'biased_assimilation' is defined for, between 0 and 1; give a "
        "smaller "
        "--delta");
}

TEST_CASE("a choice of few values is nudged to the next of them") {
  auto world = simulation(dynamics::LogitChoice{}, laws::Constant{.value = 1});
  CHECK(nudge(world, 3, 0, 0.01)[0] == -2);
  CHECK(nudge(world, 3, 0, 0.01)[0] == 2);
  CHECK(nudge(world, 3, 0, 0)[0] == 0);
}

TEST_CASE("tokens on a sphere are nudged along it") {
  Network network;
  network.graph = Graph(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
  auto world = simulation(dynamics::Transformer{.project = true}, laws::Normal{}, network, {"x", "y", "z"});
  for (Agent j = 0; j < 4; ++j) {
    const Eigen::RowVectorXd change = nudge(world, j, 0, 0.01);
    CHECK(change.norm() == Approx(0.01).epsilon(1e-4));  // a chord, less than its arc by a part in 10⁵
    CHECK(world.state().row(j).norm() == Approx(1));
  }
}

TEST_CASE("an agent that is muted hears others, and no one hears it") {
  auto world = simulation(dynamics::Attention{}, laws::Normal{});
  mute(world, 33);
  CHECK(hearers_of(world.network().graph, 33).empty());
  CHECK(world.network().graph.degree(33) == 17);
  CHECK(world.network().graph.edges() == 156 - 17);
}

TEST_CASE("where two who meet hear each other, an agent that is muted meets no one") {
  auto world = simulation(dynamics::Deffuant{.radius = 5}, laws::Normal{});
  mute(world, 33);
  CHECK(hearers_of(world.network().graph, 33).empty());
  CHECK(world.network().graph.degree(33) == 0);
}

TEST_CASE("ties that are rewired go to others, as many and both ways as before") {
  const Network before = karate();
  for (const Agent j : {0, 11, 33}) {
    auto world = simulation(dynamics::Attention{}, laws::Normal{});
    rewire(world, j, 1);
    const Graph& graph = world.network().graph;
    const std::vector<Agent> hearers = hearers_of(graph, j);
    CHECK(graph.degree(j) == before.graph.degree(j));
    CHECK(graph.edges() == 156);
    const auto hears = graph.hears(j);
    CHECK(std::equal(hearers.begin(), hearers.end(), hears.begin(), hears.end()));
    CHECK(std::count(hearers.begin(), hearers.end(), j) == 0);
    // Ties between others are as they were.
    const auto between_others = [j](const Graph& g) {
      std::set<std::pair<Agent, Agent>> out;
      for (const Tie& t : g.ties())
        if (t.hearer != j && t.heard != j) out.emplace(t.hearer, t.heard);
      return out;
    };
    CHECK(between_others(graph) == between_others(before.graph));
    auto again = simulation(dynamics::Attention{}, laws::Normal{});
    rewire(again, j, 1);
    CHECK(hearers_of(again.network().graph, j) == hearers);
  }
}

TEST_CASE("rewired ties go to agents that were no contacts, and to contacts only when these run out") {
  const Network before = karate();
  const std::vector<Agent> counts = contact_counts(before.graph);
  CHECK(counts[11] == 1);
  CHECK(counts[0] == 16);
  CHECK(counts[33] == 17);  // of 33 others: 16 are left
  for (const std::uint64_t seed : {1U, 2U, 3U})
    for (const Agent j : {11, 0, 33}) {
      const std::vector<Agent> old = hearers_of(before.graph, j);
      auto world = simulation(dynamics::Attention{}, laws::Normal{});
      rewire(world, j, seed);
      const std::vector<Agent> now = hearers_of(world.network().graph, j);
      CHECK(now.size() == old.size());
      const auto kept = std::count_if(now.begin(), now.end(), [&](Agent hearer) {
        return std::find(old.begin(), old.end(), hearer) != old.end();
      });
      CAPTURE(j, seed);
      CHECK(kept == (j == 33 ? 1 : 0));
    }
}

TEST_CASE("contacts are counted once, whichever of two hears the other") {
  CHECK(contact_counts(Graph(4, {{0, 1}, {1, 0}, {2, 0}, {3, 3}})) == std::vector<Agent>{2, 1, 1, 0});
}

TEST_CASE("an agent tied to everyone has no others to be tied to") {
  Network three;
  three.graph = Graph(3, {{0, 1}, {2, 0}, {1, 2}});
  auto world = simulation(dynamics::Attention{}, laws::Normal{}, three);
  CHECK(
      message([&] { rewire(world, 0, 1); }) ==
      "agent 0 is tied to everyone: there are no others its ties could go to; ask --act mute or --act nudge");
}

TEST_CASE("who is heard beyond the graph is written out, and heard the same") {
  Course course;
  course.setup.network.graph = Graph(6, {});
  course.setup.model.attention.masks = {masks::All{}};
  const Course ties = with_all_ties(course);
  CHECK(ties.setup.network.graph.edges() == 30);
  const auto state_of = [](const Course& c) {
    Simulation<double> world = begin(c);
    advance(c, world, 3);
    return world.state();
  };
  CHECK((state_of(ties) - state_of(course)).cwiseAbs().maxCoeff() < 1e-14);  // other kernels, other roundings
  course.setup.network.graph = Graph(5000, {});
  CHECK(message([&] { with_all_ties(course); }).find("the ties of 5000 agents with everyone are too many") !=
        std::string::npos);
}

TEST_CASE("agents to ask about are drawn without repeats, the same each time") {
  const std::vector<Agent> some = drawn_agents(1000, 50, 7);
  CHECK(some.size() == 50);
  CHECK(std::is_sorted(some.begin(), some.end()));
  CHECK(std::adjacent_find(some.begin(), some.end()) == some.end());
  CHECK(some == drawn_agents(1000, 50, 7));
  CHECK(some != drawn_agents(1000, 50, 8));
  CHECK(drawn_agents(4, 9, 7) == std::vector<Agent>{0, 1, 2, 3});
}

// A model at work: a pure function of network and seed, what events change of it, and what it shows.
#include "heed/run/simulation.hpp"

#include "heed/core/error.hpp"
#include "heed/events.hpp"
#include "heed/graphs/ring.hpp"
#include "heed/run/kept_state.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace heed;

namespace {

/// 0 - 1 - 2 in a row, hearing both ways, with a column for each of two topics.
Network path() {
  Network out;
  out.graph = Graph(3, both_ways({{0, 1}, {1, 2}}));
  out.columns = {{"opinion", std::vector<double>{0, 1, 2}}, {"tax", std::vector<double>{8, 4, 0}}};
  return out;
}

/// Opinions from the column "opinion"; an agent heeds all it hears alike.
Model averaging() {
  Model out;
  out.opinions.initial = laws::Column{};
  out.attention.score = scores::Uniform{};
  return out;
}

/// A model with something random in every part.
Model random_model() {
  Model out;
  out.attention.mode = Mode::sample;
  out.attention.temperature = temperatures::Drawn{};
  out.dynamics.kind = dynamics::Attention{.rate = 0.5, .noise = 0.1, .stubbornness = laws::Uniform{0, 1}};
  out.dynamics.schedule = schedules::RandomSequential{};
  return out;
}

std::vector<double> opinions(const Simulation<double>& simulation) {
  return {simulation.state().data(), simulation.state().data() + simulation.state().size()};
}

template <class Work> std::string refusal(ErrorKind kind, Work work) {
  try {
    work();
  } catch (const Error& e) {
    CHECK(e.kind() == kind);
    return e.what();
  }
  return "no error";
}

/// Σ over agents of the weight they give to those above them.
double weight_upwards(const Simulation<double>& simulation) {
  double out = 0;
  simulation.observe([&out](const Observation& seen) {
    out = seen.sum_over_rows([](const AttentionRow& row) {
      double up = 0;
      for (std::size_t k = 0; k < row.heard.size(); ++k) up += row.heard[k] > row.hearer ? row.weight[k] : 0;
      return up;
    });
  });
  return out;
}

}  // namespace

TEST_CASE("a run is a pure function of model, network and seed") {
  const auto run = [](std::uint64_t seed) {
    Simulation<double> simulation(random_model(), graphs::Ring{.agents = 40, .degree = 4}.make(1), seed);
    for (int t = 0; t < 10; ++t) simulation.step();
    return opinions(simulation);
  };
  const auto first = run(3);
  CHECK(first == run(3));
  CHECK(first != run(4));
}

TEST_CASE("a run goes on from a state reached before with the same bits") {
  const Network network = graphs::Ring{.agents = 40, .degree = 4}.make(1);
  Simulation<double> whole(random_model(), network, 3), rest(random_model(), network, 3);
  for (int t = 0; t < 6; ++t) whole.step();
  rest.restore(whole.state(), whole.steps());
  for (int t = 0; t < 6; ++t) CHECK(whole.step() == rest.step());
  CHECK(opinions(whole) == opinions(rest));
  CHECK_THROWS_AS(rest.restore(Matrix<double>(3, 1), 2), Error);
}

TEST_CASE("a step returns the largest distance moved, and shows the moment before it") {
  Simulation<double> simulation(averaging(), path(), 1);
  CHECK(simulation.step() == 1);
  CHECK(opinions(simulation) == std::vector<double>{1, 1, 1});
  simulation.observe([](const Observation& seen) { CHECK(seen.opinion(2, 0) == 1); });
  simulation.observe([](const Observation& seen) { CHECK(seen.before(2, 0) == 2); });
}

TEST_CASE("two topics are heard with one attention; distances are Euclidean") {
  Model model = averaging();
  model.opinions.topics = {"opinion", "tax"};
  model.opinions.initial = laws::Column{{"opinion", "tax"}};
  Simulation<double> simulation(model, path(), 1);
  CHECK(opinions(simulation) == std::vector<double>{0, 8, 1, 4, 2, 0});
  CHECK_THAT(simulation.step(), WithinRel(std::sqrt(17.0), 1e-15));  // agent 0 goes from (0, 8) to (1, 4)
  CHECK(opinions(simulation) == std::vector<double>{1, 4, 1, 4, 1, 4});
}

TEST_CASE("the attention that is seen has the temperature of the moment, before the first step too") {
  Model model = averaging();
  model.attention.score = scores::Affinity{.of = scores::Affinity::Of::community, .table = {{0, 1}, {0, 0}}};
  model.attention.temperature = temperatures::Steps{.starts = {0, 1}, .values = {0.5, 0.25}};
  Network network = path();  // agent 1 likes agent 2, of another community, more than agent 0, by 1
  network.community = {0, 0, 1};
  network.community_names = {"left", "right"};
  Simulation<double> simulation(model, network, 1);
  // Agent 0 hears only agent 1; agent 1 heeds agent 2 with 1 / (1 + exp(-1 / T)). Bars: roundings.
  CHECK_THAT(weight_upwards(simulation), WithinRel(1 + 1 / (1 + std::exp(-2.0)), 1e-14));
  simulation.step();
  CHECK_THAT(weight_upwards(simulation), WithinRel(1 + 1 / (1 + std::exp(-4.0)), 1e-14));
  simulation.restore(simulation.state(), 0);
  CHECK_THAT(weight_upwards(simulation), WithinRel(1 + 1 / (1 + std::exp(-2.0)), 1e-14));
}

TEST_CASE("without ties no one moves any more") {
  Simulation<double> simulation(averaging(), path(), 1);
  events::RemoveTies{.which = events::RemoveTies::Which::all}.happen(simulation);
  CHECK(simulation.network().graph.edges() == 0);
  CHECK(simulation.step() == 0);
  simulation.replace_ties({{0, 2}});
  simulation.step();
  CHECK(opinions(simulation) == std::vector<double>{2, 1, 2});
}

TEST_CASE("a fixed agent takes its opinion at once, and keeps it when parameters change") {
  Simulation<double> simulation(averaging(), path(), 1, [](const auto&) { return averaging(); });
  simulation.fix(1, 5, 1);
  CHECK(opinions(simulation) == std::vector<double>{0, 5, 2});
  simulation.set({});
  simulation.step();
  CHECK(opinions(simulation) == std::vector<double>{5, 5, 5});
  simulation.fix(1, 7, 1);
  simulation.step();
  CHECK(opinions(simulation) == std::vector<double>{7, 7, 7});
  CHECK(simulation.fixed_agents() == 1);  // one agent, fixed twice
}

TEST_CASE("an event that sets parameters gets the model with all that was set so far") {
  std::vector<std::string> asked;
  const auto remodel = [&asked](const std::vector<Setting>& settings) {
    asked.clear();
    for (const Setting& s : settings) asked.push_back(s.path + " = " + s.value);
    Model out = averaging();
    out.dynamics.kind = dynamics::Attention{.rate = 0};
    return out;
  };
  Simulation<double> simulation(averaging(), path(), 1, remodel);
  events::Set{{{"dynamics.rate", "0.5", "a"}}}.happen(simulation);
  events::Set{{{"dynamics.rate", "0", "b"}}}.happen(simulation);
  CHECK(asked == std::vector<std::string>{"dynamics.rate = 0.5", "dynamics.rate = 0"});
  CHECK(simulation.step() == 0);
  Simulation<double> rigid(averaging(), path(), 1);
  CHECK(refusal(ErrorKind::internal, [&] { rigid.set({}); }) ==
        "this simulation cannot change its parameters");
}

TEST_CASE("events have random numbers of their own step") {
  Simulation<double> simulation(averaging(), path(), 1);
  const auto first = simulation.stream()();
  CHECK(simulation.stream()() != first);  // no two events share one
  simulation.step();
  CHECK(simulation.stream()() != first);
}

TEST_CASE("an opinion that is no longer finite stops the run, with step, agent and topic") {
  const std::string advice =
      " is no longer a finite number; try less noise, a smaller rate or run.precision = \"float64\"";
  Simulation<double> simulation(averaging(), path(), 1);
  simulation.fix(2, std::numeric_limits<double>::quiet_NaN(), 1);
  CHECK(refusal(ErrorKind::numeric, [&] { simulation.step(); }) ==
        "step 1: the opinion of agent 1 on 'opinion'" + advice);
  Model loud = averaging();
  loud.opinions.initial = laws::Constant{.value = 1e300};  // more than a float32 holds
  CHECK(refusal(ErrorKind::numeric, [&] { Simulation<float>(loud, path(), 1); }) ==
        "step 0: the opinion of agent 0 on 'opinion'" + advice);
}

TEST_CASE("a stubbornness that is no share is refused") {
  Model model = averaging();
  model.dynamics.kind = dynamics::Attention{.rate = 1, .noise = 0, .stubbornness = laws::Spaced{0, 3}};
  CHECK(refusal(ErrorKind::data, [&] { Simulation<double>(model, path(), 1); }) ==
        "the stubbornness of agent 1 is 1.5 but must be between 0 and 1; choose another law for "
        "dynamics.stubbornness");
}

TEST_CASE("what was kept at a step that is not of this run is refused") {
  const auto made = [] { return Simulation<double>(averaging(), path(), 1); };
  Simulation<double> was = made(), is = made();
  was.step();
  was.step();
  const std::string kept = keep_state([&](Carried& c) { was.carried(c, 2); });
  give_back_state(kept, [&](Carried& c) { is.carried(c, 2); });
  CHECK(is.steps() == 2);
  CHECK(refusal(ErrorKind::data, [&] { give_back_state(kept, [&](Carried& c) { is.carried(c, 1); }); }) ==
        "a checkpoint does not fit this run: 'step' is 2, but should be from 0 to 1; start over with --force "
        "and without --resume");
}

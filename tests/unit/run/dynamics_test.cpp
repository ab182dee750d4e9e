// The catalogue of dynamics: what agents make of what they hear, by which schedule, and what is refused.
#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/graphs/complete.hpp"
#include "heed/graphs/ring.hpp"
#include "heed/run/simulation.hpp"
#include "scenarios/load.hpp"

#include <cmath>
#include <map>

#include "catch.hpp"

using namespace heed;

namespace {

/// A model of a dynamics with first opinions that it is defined for.
template <class D> Model model_of(const D& dynamics) {
  Model out;
  out.dynamics.kind = dynamics;
  if (out.domain().values.empty())
    out.opinions.initial = laws::Uniform{.low = 0, .high = 1};
  else
    out.opinions.initial = laws::Values{.values = out.domain().values, .odds = {}};
  return out;
}

Network with_column(Network network, std::vector<double> x) {
  network.columns.push_back({"opinion", std::move(x)});
  return network;
}

/// Agent 0 hears all others, who hear no one.
Network one_listener(std::vector<double> x) {
  Network out;
  std::vector<Tie> ties;
  for (Agent j = 1; j < static_cast<Agent>(x.size()); ++j) ties.push_back({0, j});
  out.graph = Graph(static_cast<Agent>(x.size()), std::move(ties));
  return with_column(std::move(out), std::move(x));
}

template <class Work> std::string refusal(Work work) {
  try {
    work();
  } catch (const Error& e) {
    CHECK(e.kind() == ErrorKind::data);
    return e.what();
  }
  return "no error";
}

std::string problems_of(const std::string& text) {
  std::vector<Problem> problems;
  scenarios::Header header;
  SweepSettings sweep;
  scenarios::fill(ScenarioFile::parse(text, "my.toml"), header, sweep, problems);
  return problems.empty() ? "" : FileErrors(std::move(problems)).what();
}

}  // namespace

TEMPLATE_LIST_TEST_CASE("a dynamics gives the same bits on 1 and 5 threads, by every schedule", "",
                        dynamics::Catalogue) {
  if (FlowDynamics<TestType>) return;  // tests/property/flows_test.cpp
  const Choice<schedules::Catalogue> schedule =
      GENERATE(Choice<schedules::Catalogue>(schedules::Synchronous{}),
               Choice<schedules::Catalogue>(schedules::RandomSequential{}),
               Choice<schedules::Catalogue>(schedules::Gossip{.mutual = false}));
  Model model = model_of(TestType{});
  model.opinions.topics = {"a", "b"};
  model.dynamics.schedule = schedule;
  const Network ring = graphs::Ring{.agents = 1500, .degree = 6}.make(1);
  const auto run = [&](int threads) {
    use_threads(threads);
    Simulation<double> simulation(model, ring, 3);
    for (int step = 0; step < 4; ++step) simulation.step();
    return simulation.state();
  };
  const Matrix<double> one = run(1), five = run(5);
  use_threads(0);
  CHECK(one == five);
  const Domain domain = model.domain();
  for (Eigen::Index k = 0; k < one.size(); ++k) REQUIRE(domain.holds(one.data()[k]));
}

TEMPLATE_LIST_TEST_CASE("a dynamics leaves those who agree where they are, but for their own mind", "",
                        dynamics::Catalogue) {
  if (FlowDynamics<TestType>) return;  // tests/property/flows_test.cpp
  Model model = model_of(TestType{});
  model.opinions.initial = laws::Constant{model.domain().values.empty() ? 0.5 : model.domain().values[0]};
  if (!model.restless().empty()) return;
  Simulation<double> simulation(model, graphs::Ring{.agents = 60, .degree = 4}.make(1), 1);
  for (int step = 0; step < 5; ++step) CHECK(simulation.step() == 0);
}

TEST_CASE(
    "whom an agent has heeded under attraction and repulsion is attention by distance at T = E / ln 2") {
  const std::vector<double> x{0.5, 0.45, 0.4, 0.62, 0.75, 0.1};
  const double exposure = 0.15;
  Model model =
      model_of(dynamics::AttractionRepulsion{.exposure = exposure, .tolerance = 1, .responsiveness = 1});
  model.opinions.initial = laws::Column{};
  const Network network = one_listener(x);
  Simulation<double> simulation(model, network, 1);
  const Matrix<double> first = simulation.state();
  constexpr int meetings = 40000;
  const auto place = [](double value) { return std::lround(1e6 * value); };  // going there rounds
  std::map<long, int> heeded;
  for (int k = 0; k < meetings; ++k) {
    simulation.restore(first, k);
    simulation.step();
    if (const double now = simulation.state()(0, 0); now != x[0]) ++heeded[place(now)];
  }
  Attention attention;
  attention.score = scores::Distance{};
  Row<double> row;
  make_attend<double>(attention, network, 1)->weights(0, Said<double>(first), exposure / std::log(2.0), row);
  int all = 0;
  for (const auto& [where, count] : heeded) all += count;
  double chance = 0;
  for (std::size_t e = 0; e < row.heard.size(); ++e) {
    const double heard = x[static_cast<std::size_t>(row.heard[e])];
    // Four binomial standard deviations.
    CHECK_THAT(heeded[place(heard)] / double(all),
               WithinAbs(row.weight[e], 4 * std::sqrt(row.weight[e] * (1 - row.weight[e]) / all)));
    chance += std::exp2(-std::abs(heard - x[0]) / exposure) / static_cast<double>(row.heard.size());
  }
  CHECK_THAT(all / double(meetings), WithinAbs(chance, 4 * std::sqrt(chance * (1 - chance) / meetings)));
}

TEST_CASE("two beyond the bound do not move when they meet, two on it do") {
  Model model = model_of(dynamics::Deffuant{.radius = 0.25, .rate = 0.25});
  model.opinions.initial = laws::Column{};
  model.dynamics.schedule = model.dynamics.usual_schedule();
  const auto after = [&](double other) {
    Simulation<double> simulation(model, with_column(graphs::Complete{.agents = 2}.make(1), {0.5, other}), 1);
    simulation.step();  // two meetings, each takes the distance by half
    return std::pair{simulation.state()(0, 0), simulation.state()(1, 0)};
  };
  CHECK(after(0.7500001) == std::pair{0.5, 0.7500001});
  CHECK(after(0.75) == std::pair{0.59375, 0.65625});
}

TEST_CASE("a panel is followed where it is unanimous, topic by topic, and else the agent stays") {
  // Two to draw from, so a panel of 30 agrees on the first topic alone but for one case in 2^29.
  Network network = one_listener({-1, 1, 1});
  network.columns.push_back({"tax", std::vector<double>{-1, -1, 1}});
  Model model = model_of(dynamics::QVoter{.q = 30, .independence = 0});
  model.opinions = {.topics = {"opinion", "tax"}, .initial = laws::Column{.names = {"opinion", "tax"}}};
  Simulation<double> simulation(model, network, 1);
  simulation.step();
  CHECK(simulation.state()(0, 0) == 1);
  CHECK(simulation.state()(0, 1) == -1);
}

TEST_CASE("near T = 0 the majority is chosen, an even vote by lot, and any number of opinions can be") {
  const auto chosen = [](std::vector<double> x, const dynamics::LogitChoice& choice) {
    Model model = model_of(choice);
    model.opinions.initial = laws::Column{};
    model.attention.temperature = temperatures::Constant{1e-3};
    std::map<double, int> out;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
      Simulation<double> simulation(model, one_listener(x), seed);
      simulation.step();
      ++out[simulation.state()(0, 0)];
    }
    return out;
  };
  CHECK(chosen({-1, 1, 1, -1}, {}) == std::map<double, int>{{1, 400}});
  CHECK(chosen({-1, 1, 1, -1}, {.coupling = -1}) == std::map<double, int>{{-1, 400}});
  CHECK(chosen({-1, 1, 1, -1}, {.preference = -2}) == std::map<double, int>{{-1, 400}});
  CHECK(chosen({0, 1, 1, -1}, {.field = dynamics::LogitChoice::Of::mean, .values = {-1, 0, 1}}) ==
        std::map<double, int>{{1, 400}});
  const auto even = chosen({-1, 1, 1, 1, -1, -1, -1}, {});  // by lot, though thirds and sixths round
  CHECK(std::abs(even.at(1) - 200) < 40);                   // four standard deviations
}

TEST_CASE("opinions outside those a model is defined for are refused, with what to do") {
  Model model = model_of(dynamics::NoisyVoter{});
  model.opinions.initial = laws::Constant{0.5};
  const Network ring = graphs::Ring{.agents = 4, .degree = 2}.make(1);
  CHECK(
      refusal([&] { Simulation<double>(model, ring, 1); }) ==
      "step 0: agent 0 has opinion 0.5 on 'opinion', but dynamics 'noisy_voter' is defined for opinions one "
      "of -1, 1; choose opinions.initial to match, such as the law 'values'");
  model.dynamics.kind = dynamics::BiasedAssimilation{};
  model.opinions.initial = laws::Constant{-0.5};
  CHECK(refusal([&] { Simulation<double>(model, ring, 1); }) ==
        "step 0: agent 0 has opinion -0.5 on 'opinion', but dynamics 'biased_assimilation' is defined for "
        "opinions between 0 and 1; choose opinions.initial to match");
  Simulation<float> simulation(model_of(dynamics::QVoter{.values = {0.1, 0.7}}), ring, 1);
  CHECK(refusal([&] { simulation.fix(1, 0.2, 1); }) ==
        "agent 1 cannot be tied to opinion 0.2 with stubbornness 1: dynamics 'q_voter' is defined for "
        "opinions one of 0.1, 0.7, held with stubbornness 1");
  CHECK_NOTHROW(simulation.fix(1, 0.7, 1));
}

TEST_CASE("a kind brings the order of moves it is defined with, until a file names one") {
  const auto schedule = [](const std::string& text) {
    Model model;
    std::vector<Problem> problems;
    ScenarioFile::parse(text).fill([&](Fields& f) { model.fields(f); }, problems);
    REQUIRE(problems.empty());
    const auto* gossip = model.dynamics.schedule.get<schedules::Gossip>();
    return std::string(model.dynamics.schedule.kind()) + (gossip && gossip->mutual ? ", mutual" : "");
  };
  CHECK(schedule("") == "synchronous");
  CHECK(schedule("dynamics.kind = 'deffuant'") == "gossip, mutual");
  CHECK(schedule("dynamics.kind = 'voter'") == "gossip");
  CHECK(schedule("dynamics.kind = 'degroot'") == "synchronous");
  CHECK(schedule("dynamics = { kind = 'deffuant', schedule = 'synchronous' }") == "synchronous");
  CHECK(schedule("dynamics = { schedule = 'random_sequential', kind = 'deffuant' }") == "random_sequential");
}

TEST_CASE("meetings of both are refused where only one can move, or only one hears") {
  CHECK(problems_of(
            "[graph]\nkind = 'ring'\n[dynamics]\nkind = 'voter'\nschedule = { kind = 'gossip', mutual = "
            "true }\n") ==
        "my.toml:5:12: error: dynamics 'voter' cannot meet mutually: two that take over each other's opinion "
        "only trade places; set schedule = { kind = \"gossip\", mutual = false }");
  Model model = model_of(dynamics::Deffuant{});
  model.opinions.initial = laws::Column{};
  model.dynamics.schedule = model.dynamics.usual_schedule();
  CHECK(refusal([&] {
          Simulation<double>(model, one_listener({0, 1}), 1);
        }) ==
        "dynamics 'deffuant' moves both who meet, but agent 0 hears agent 1 and is not heard by it; use ties "
        "both ways, or set dynamics.schedule = { kind = \"gossip\", mutual = false }");
  model.dynamics.schedule = schedules::Gossip{.mutual = false};
  CHECK_NOTHROW(Simulation<double>(model, one_listener({0, 1}), 1));
}

TEST_CASE("parameters outside the domain of a model are refused where they stand") {
  CHECK(problems_of("[dynamics]\nkind = 'deffuant'\nrate = 0.6\n") ==
        "my.toml:3:8: error: 'rate' is 0.6 but must be between 0 and 0.5");
  CHECK(problems_of("[dynamics]\nkind = 'backfire'\nrejection = 0.1\n") ==
        "my.toml:3:13: error: 'rejection' must not be below 'radius'");
  CHECK(problems_of("[dynamics]\nkind = 'deffuant'\n[attention]\nmask = ['all', { kind = 'bounded' }]\n")
            .find("deffuant bounds confidence itself: give dynamics.radius") != std::string::npos);
}

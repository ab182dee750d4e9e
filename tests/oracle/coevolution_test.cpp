// Ties that follow attention: their number stays, with threshold 0 so does every tie, camps come apart to the
// last cross tie, and how many fall in a step is binomial.
#include "heed/events/rewire.hpp"
#include "heed/graphs/block_regular.hpp"
#include "heed/graphs/watts_strogatz.hpp"
#include "heed/observe/mixing.hpp"

#include "catch.hpp"
#include "models.hpp"

using namespace heed;
using namespace heed::tests;

namespace {

/// Two camps at -1 and +1 that keep their opinions, and heed likeness.
Model frozen_camps(double temperature) {
  Model model = from_column();
  model.attention.score = scores::Similarity{};
  model.attention.temperature = temperatures::Constant{temperature};
  model.dynamics.kind = dynamics::Attention{.rate = 0};
  return model;
}

Network camps(std::int64_t agents, std::int64_t degree_in, std::int64_t degree_out) {
  Network network =
      graphs::BlockRegular{.agents = agents, .blocks = 2, .degree_in = degree_in, .degree_out = degree_out}
          .make(4);
  std::vector<double> x;
  for (const std::int32_t c : network.community) x.push_back(c == 0 ? -1 : 1);
  return with_opinions(std::move(network), x);
}

/// Ties between communities.
Edge cross(const Network& network) {
  Edge out = 0;
  for (const Tie& t : network.graph.ties())
    out += network.community[static_cast<std::size_t>(t.hearer)] !=
           network.community[static_cast<std::size_t>(t.heard)];
  return out;
}

bool mutual(const Graph& graph) {
  for (const Tie& t : graph.ties()) {
    const auto back = graph.hears(t.heard);
    if (!std::binary_search(back.begin(), back.end(), t.hearer)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("all cross ties of two camps fall, ties keep their number, and homophily never shrinks") {
  Simulation<double> simulation(frozen_camps(0.1), camps(100, 8, 4), 3);
  const events::Rewire rewire{.threshold = 0.02, .rate = 0.5};
  const Edge ties = simulation.network().graph.edges();
  double before = mixing(simulation.network().graph, simulation.network().community).inside;
  REQUIRE(cross(simulation.network()) == 400);
  int steps = 0;
  while (cross(simulation.network()) > 0) {
    REQUIRE(++steps < 200);
    rewire.happen(simulation);
    simulation.step();
    CHECK(simulation.network().graph.edges() == ties);
    CHECK(mutual(simulation.network().graph));
    const double inside = mixing(simulation.network().graph, simulation.network().community).inside;
    CHECK(inside >= before);
    before = inside;
  }
  CHECK(before == 1);
  const Graph apart = simulation.network().graph;
  rewire.happen(simulation);  // now nothing is heeded too little
  CHECK(&simulation.network().graph.boost() == &apart.boost());
}

TEST_CASE("with threshold 0, or rate 0, the graph and every opinion keep their bits") {
  const Network network =
      with_opinions(graphs::WattsStrogatz{.agents = 200, .degree = 8, .rewire = 0.3}.make(2), [] {
        std::vector<double> x;
        Stream stream(1, Purpose::test);
        for (int i = 0; i < 200; ++i) x.push_back(stream.uniform(-1, 1));
        return x;
      }());
  Model model = from_column();
  model.attention.temperature = temperatures::Constant{0.05};
  for (const events::Rewire& rewire :
       {events::Rewire{.threshold = 0, .rate = 1}, events::Rewire{.threshold = 1, .rate = 0}}) {
    Simulation<double> with(model, network, 5), without(model, network, 5);
    for (int k = 0; k < 20; ++k) {
      rewire.happen(with);
      with.step();
      without.step();
    }
    CHECK(&with.network().graph.boost() == &network.graph.boost());
    CHECK((with.state().array() == without.state().array()).all());
  }
}

TEST_CASE("how many ties fall in one event is binomial, where each agent has some to drop") {
  // Two rings of 25, each agent hearing the next 7 of its own and 3 of the other, no tie both ways, so that
  // no agent drops another's: each of 50 drops one with probability 0.3. No cross tie is followed, so far
  // apart are the camps.
  std::vector<Tie> ties;
  std::vector<double> x;
  for (Agent i = 0; i < 50; ++i) {
    const Agent own = i / 25 * 25, other = 25 - own, place = i % 25;
    for (Agent d = 1; d <= 7; ++d) ties.push_back({i, own + (place + d) % 25});
    for (Agent d = 0; d < 3; ++d) ties.push_back({i, other + (place + d + (own > 0 ? 5 : 0)) % 25});
    x.push_back(own > 0 ? 1 : -1);
  }
  Network network;
  network.graph = Graph(50, ties);
  for (Agent i = 0; i < 50; ++i) network.community.push_back(i / 25);
  network.community_names = {"a", "b"};
  network = with_opinions(network, x);
  double fallen = 0;
  constexpr int events = 200;
  for (std::uint64_t seed = 0; seed < events; ++seed) {
    Simulation<double> simulation(frozen_camps(0.02), network, seed);
    events::Rewire{.threshold = 0.05, .rate = 0.3}.happen(simulation);
    fallen += static_cast<double>(150 - cross(simulation.network()));
  }
  CHECK_THAT(fallen, WithinAbs(events * 50 * 0.3, 3.5 * std::sqrt(events * 50 * 0.3 * 0.7)));
}

TEST_CASE("a new contact is a friend of a friend, drawn with the softmax of the logits") {
  // Agent 0 hears 1 (close) and 2 (far); 1 hears 3 and 4, at 0.5 and 0.2. It drops 2 and follows 3 or 4.
  Network network;
  network.graph = Graph(5, {{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 4}});
  network = with_opinions(network, {0, 0.1, 3, 0.5, 0.2});
  const double t = 0.1;
  int followed_3 = 0;
  constexpr int seeds = 2000;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    Simulation<double> simulation(frozen_camps(t), network, seed);
    events::Rewire{.threshold = 0.3, .rate = 1}.happen(simulation);
    const auto hears = simulation.network().graph.hears(0);
    REQUIRE(hears.size() == 2);
    CHECK(hears[0] == 1);
    followed_3 += hears[1] == 3;
  }
  const double odds = std::exp((-0.5 * 0.25 + 0.5 * 0.04) / t), p = odds / (1 + odds);
  CHECK_THAT(followed_3 / double(seeds), WithinAbs(p, 3.5 * std::sqrt(p * (1 - p) / seeds)));
}

TEST_CASE("who finds no one to follow keeps the contact, and weights go along with ties") {
  Network network;
  network.graph = Graph(3, {{0, 1, 2}, {0, 2, 5}, {1, 0, 2}, {2, 0, 5}}, true);
  network = with_opinions(network, {0, 3, 0.1});
  Simulation<double> lonely(frozen_camps(0.1), network, 1);
  events::Rewire{.threshold = 0.5, .rate = 1}.happen(lonely);
  CHECK(lonely.network().graph.edges() == 4);
  CHECK(lonely.network().graph.hears(0).size() == 2);
  network = {};
  network.graph = Graph(4, {{0, 1, 2}, {0, 2, 5}, {1, 0, 2}, {2, 0, 5}, {2, 3, 7}, {3, 2, 7}}, true);
  network = with_opinions(network, {0, 3, 0.1, 0.2});
  Simulation<double> moving(frozen_camps(0.1), network, 1);
  events::Rewire{.threshold = 0.4, .rate = 1}.happen(moving);
  const Graph& after = moving.network().graph;
  REQUIRE(after.hears(0).size() == 2);
  CHECK(after.hears(0)[1] == 3);  // 1, far away, for 3, a friend of 2
  CHECK(after.weight(after.first(0) + 1) == 2);
  CHECK(after.hears(3)[0] == 0);
  CHECK(after.hears(1).empty());
}

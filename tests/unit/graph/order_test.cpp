#include "heed/graph/order.hpp"

#include "heed/core/random.hpp"
#include "heed/run/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "catch.hpp"

using namespace heed;

namespace {

/// A ring of communities of 100, agents numbered at random: neighbours on the ring hear each other.
Network shuffled_ring(Agent agents, bool directed = false) {
  std::vector<Agent> name(static_cast<std::size_t>(agents));
  std::iota(name.begin(), name.end(), Agent{0});
  Stream stream(3, Purpose::test);
  shuffle(name, stream);
  const auto named = [&](Agent i) { return name[static_cast<std::size_t>(i % agents)]; };
  Network out;
  std::vector<Tie> ties;
  out.community.resize(name.size());
  for (Agent i = 0; i < agents; ++i) {
    out.community[static_cast<std::size_t>(named(i))] = i / 100;
    ties.push_back({named(i), named(i + 1)});
    if (!directed) ties.push_back({named(i + 1), named(i)});
  }
  for (Agent c = 0; c * 100 < agents; ++c) out.community_names.push_back(std::to_string(c));
  out.graph = Graph(agents, std::move(ties));
  return out;
}

bool is_everyone_once(std::vector<Agent> order, Agent agents) {
  std::sort(order.begin(), order.end());
  std::vector<Agent> all(static_cast<std::size_t>(agents));
  std::iota(all.begin(), all.end(), Agent{0});
  return order == all;
}

double mean_span(const Network& network, const std::vector<Agent>& order) {
  std::vector<double> place(order.size());
  for (std::size_t p = 0; p < order.size(); ++p)
    place[static_cast<std::size_t>(order[p])] = static_cast<double>(p);
  double sum = 0;
  for (Agent i = 0; i < network.agents(); ++i)
    for (const Agent j : network.graph.hears(i))
      sum += std::abs(place[static_cast<std::size_t>(i)] - place[static_cast<std::size_t>(j)]);
  return sum / static_cast<double>(network.graph.edges());
}

constexpr std::size_t large = std::size_t{1} << 24;

}  // namespace

TEST_CASE("every order has everyone once, along directed ties too") {
  const bool directed = GENERATE(false, true);
  const Network network = shuffled_ring(1000, directed);
  for (const Order order : {Order::cuthill_mckee, Order::degree, Order::community})
    CHECK(is_everyone_once(order_of(order, network, 0, 0), 1000));
  CHECK(order_of(Order::none, network, large, 1'000'000).empty());
}

TEST_CASE("reverse Cuthill-McKee brings those who hear each other together, and so do communities") {
  const Network network = shuffled_ring(1000);
  // On a ring the best there is: two interleaved halves, every tie spanning two places or less.
  CHECK(mean_span(network, order_of(Order::cuthill_mckee, network, 0, 0)) <= 2.01);
  CHECK(mean_span(network, order_of(Order::community, network, 0, 0)) < 60);
}

TEST_CASE("agents are reordered by themselves only where it pays") {
  const Network network = shuffled_ring(100'000);
  CHECK(order_of(Order::automatic, network, 1000, 1'000'000).empty());
  CHECK(order_of(Order::automatic, network, large, 10).empty());
  CHECK(order_of(Order::automatic, network, large, 1000) == order_of(Order::community, network, 0, 0));
  Network unnamed = network;
  unnamed.community.clear();
  CHECK(order_of(Order::automatic, unnamed, large, 1000).empty());
  CHECK(order_of(Order::automatic, unnamed, large, 100'000) == order_of(Order::cuthill_mckee, unnamed, 0, 0));
}

TEST_CASE("a run has the same bits whatever the order of agents in memory") {
  Model model;
  model.attention.score = scores::Distance{};
  model.dynamics.kind = dynamics::Attention{};
  const auto after_five_steps = [&](Order order) {
    Network network = shuffled_ring(3000);
    network.order = order_of(order, network, 0, 0);
    Simulation<float> simulation(model, std::move(network), 7);
    for (int step = 0; step < 5; ++step) simulation.step();
    return simulation.state();
  };
  const Matrix<float> plain = after_five_steps(Order::none);
  for (const Order order : {Order::cuthill_mckee, Order::degree, Order::community})
    CHECK(after_five_steps(order) == plain);
}

#include "heed/graph/order.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

// The row graph declares a boost::detail::get that hides the one disjoint sets need, so ours goes first.
#include <boost/graph/cuthill_mckee_ordering.hpp>

namespace heed {
namespace {

constexpr std::size_t inner_caches = std::size_t{1} << 20;  // bytes of state below which no order helps
constexpr std::int64_t worthwhile_steps = 200;              // sorting costs a few steps
constexpr std::int64_t steps_for_cuthill_mckee = 2000;      // this costs some fifty

std::vector<Agent> numbers(const Network& network) {
  std::vector<Agent> out(static_cast<std::size_t>(network.agents()));
  std::iota(out.begin(), out.end(), Agent{0});
  return out;
}

std::vector<Agent> by_cuthill_mckee(const Network& network) {
  const auto& graph = network.graph.boost();
  std::vector<boost::default_color_type> color(boost::num_vertices(graph));
  std::vector<Agent> out;
  out.reserve(color.size());
  boost::cuthill_mckee_ordering(
      graph, std::back_inserter(out),
      boost::make_iterator_property_map(color.begin(), boost::get(boost::vertex_index, graph)),
      boost::make_out_degree_map(graph));
  // Along directed ties it may not come to everyone.
  std::vector<bool> there(color.size());
  for (const Agent i : out) there[static_cast<std::size_t>(i)] = true;
  for (Agent i = 0; i < network.agents(); ++i)
    if (!there[static_cast<std::size_t>(i)]) out.push_back(i);
  std::reverse(out.begin(), out.end());
  return out;
}

std::vector<Agent> by_degree(const Network& network) {
  const std::vector<Edge> heard = heard_by(network.graph);
  std::vector<Agent> out = numbers(network);
  std::stable_sort(out.begin(), out.end(), [&](Agent a, Agent b) {
    return heard[static_cast<std::size_t>(a)] > heard[static_cast<std::size_t>(b)];
  });
  return out;
}

std::vector<Agent> by_community(const Network& network) {
  std::vector<Agent> out = numbers(network);
  if (network.community.empty()) return out;
  std::stable_sort(out.begin(), out.end(), [&](Agent a, Agent b) {
    return network.community[static_cast<std::size_t>(a)] < network.community[static_cast<std::size_t>(b)];
  });
  return out;
}

/// The mean distance in memory between the two ends of a tie, from every `stride`-th agent; `order` empty: by
/// number.
double span_of_ties(const Network& network, const std::vector<Agent>& order) {
  std::vector<Agent> place(order.size());
  for (std::size_t p = 0; p < order.size(); ++p)
    place[static_cast<std::size_t>(order[p])] = static_cast<Agent>(p);
  const auto at = [&](Agent i) { return place.empty() ? i : place[static_cast<std::size_t>(i)]; };
  const Agent stride = std::max<Agent>(1, network.agents() / 10000);
  double sum = 0, count = 0;
  for (Agent i = 0; i < network.agents(); i += stride)
    for (const Agent j : network.graph.hears(i)) {
      sum += std::abs(static_cast<double>(at(i)) - static_cast<double>(at(j)));
      ++count;
    }
  return count > 0 ? sum / count : 0;
}

/// The share of all ties that go to the hundredth of the agents heard by most.
double share_of_first(const Network& network, const std::vector<Agent>& order) {
  const std::vector<Edge> heard = heard_by(network.graph);
  double sum = 0;
  for (std::size_t p = 0; p < order.size() / 100; ++p)
    sum += static_cast<double>(heard[static_cast<std::size_t>(order[p])]);
  return sum / std::max(1.0, static_cast<double>(network.graph.edges()));
}

std::vector<Agent> by_what_pays(const Network& network, std::int64_t steps) {
  const double half = span_of_ties(network, {}) / 2;
  // A span that is small already fits the inner caches.
  if (half < 10000) return {};
  if (!network.community.empty())
    if (std::vector<Agent> out = by_community(network); span_of_ties(network, out) < half) return out;
  if (std::vector<Agent> out = by_degree(network); share_of_first(network, out) > 0.25) return out;
  if (steps < steps_for_cuthill_mckee) return {};
  if (std::vector<Agent> out = by_cuthill_mckee(network); span_of_ties(network, out) < half) return out;
  return {};
}

}  // namespace

std::vector<Agent> order_of(Order order, const Network& network, std::size_t state_bytes,
                            std::int64_t steps) {
  switch (order) {
    case Order::none: return {};
    case Order::cuthill_mckee: return by_cuthill_mckee(network);
    case Order::degree: return by_degree(network);
    case Order::community: return by_community(network);
    case Order::automatic: break;
  }
  if (state_bytes < inner_caches || steps < worthwhile_steps || network.graph.edges() == 0) return {};
  return by_what_pays(network, steps);
}

}  // namespace heed

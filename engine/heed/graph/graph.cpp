#include "heed/graph/graph.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace heed {
namespace {

void check(Agent agents, const std::vector<Tie>& ties) {
  for (const Tie& t : ties) {
    if (t.hearer < 0 || t.heard < 0 || t.hearer >= agents || t.heard >= agents)
      throw Error(ErrorKind::data, "graph: a tie from agent " + std::to_string(t.hearer) + " to agent " +
                                       std::to_string(t.heard) + ", but agents are 0 to " +
                                       std::to_string(agents - 1));
    if (!std::isfinite(t.weight))
      throw Error(ErrorKind::data, "graph: the weight of the tie from agent " + std::to_string(t.hearer) +
                                       " to agent " + std::to_string(t.heard) + " is not a finite number");
  }
}

/// Ties in increasing order of `key`, equal keys as they were (counting sort).
template <class Key> std::vector<Tie> sorted_by(std::vector<Tie> ties, Agent agents, Key key) {
  std::vector<std::size_t> place(static_cast<std::size_t>(agents) + 1);
  for (const Tie& t : ties) ++place[static_cast<std::size_t>(key(t)) + 1];
  std::partial_sum(place.begin(), place.end(), place.begin());
  std::vector<Tie> out(ties.size());
  for (const Tie& t : ties) out[place[static_cast<std::size_t>(key(t))]++] = t;
  return out;
}

}  // namespace

Graph::Graph(Agent agents, std::vector<Tie> ties, bool weighted) {
  check(agents, ties);
  // Pass 1: by heard, then by hearer; the second sort keeps the order of the first within each row.
  ties = sorted_by(std::move(ties), agents, [](const Tie& t) { return t.heard; });
  ties = sorted_by(std::move(ties), agents, [](const Tie& t) { return t.hearer; });
  // Pass 2: repeated ties become one.
  std::size_t kept = 0;
  for (const Tie& t : ties)
    if (kept > 0 && ties[kept - 1].hearer == t.hearer && ties[kept - 1].heard == t.heard)
      ties[kept - 1].weight += t.weight;
    else
      ties[kept++] = t;
  ties.resize(kept);
  // Pass 3: into rows, written straight into Boost's arrays to avoid its copies of the edge list.
  auto held = std::make_shared<Held>();
  std::vector<Edge>& start = held->csr.m_forward.m_rowstart;
  start.assign(static_cast<std::size_t>(agents) + 1, 0);
  for (const Tie& t : ties) ++start[static_cast<std::size_t>(t.hearer) + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  held->csr.m_forward.m_column.resize(kept);
  for (std::size_t e = 0; e < kept; ++e) held->csr.m_forward.m_column[e] = ties[e].heard;
  if (weighted) held->weight.resize(kept);
  for (std::size_t e = 0; e < held->weight.size(); ++e) held->weight[e] = ties[e].weight;
  held_ = std::move(held);
}

std::vector<Tie> Graph::ties() const {
  std::vector<Tie> out;
  out.reserve(static_cast<std::size_t>(edges()));
  for (Agent i = 0; i < agents(); ++i)
    for (Edge e = first(i); e < first(i + 1); ++e)
      out.push_back({i, held_->csr.m_forward.m_column[static_cast<std::size_t>(e)], weight(e)});
  return out;
}

std::vector<Tie> both_ways(std::vector<Tie> ties) {
  const std::size_t count = ties.size();
  ties.reserve(2 * count);
  for (std::size_t e = 0; e < count; ++e)
    if (const Tie t = ties[e]; t.hearer != t.heard) ties.push_back({t.heard, t.hearer, t.weight});
  return ties;
}

std::vector<Edge> heard_by(const Graph& graph) {
  std::vector<Edge> count(static_cast<std::size_t>(graph.agents()));
  for (Agent i = 0; i < graph.agents(); ++i)
    for (const Agent j : graph.hears(i)) ++count[static_cast<std::size_t>(j)];
  return count;
}

std::vector<Agent> largest_component(const Graph& graph) {
  const auto n = static_cast<std::size_t>(graph.agents());
  if (n == 0) return {};
  boost::disjoint_sets_with_storage<> sets(n);
  for (Agent i = 0; i < graph.agents(); ++i)
    for (const Agent j : graph.hears(i))
      sets.union_set(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
  std::vector<std::size_t> size(n);
  for (Agent i = 0; i < graph.agents(); ++i) ++size[sets.find_set(static_cast<std::size_t>(i))];
  std::size_t best = sets.find_set(std::size_t{0});
  for (Agent i = 0; i < graph.agents(); ++i)
    if (const std::size_t root = sets.find_set(static_cast<std::size_t>(i)); size[root] > size[best])
      best = root;
  std::vector<Agent> out;
  for (Agent i = 0; i < graph.agents(); ++i)
    if (sets.find_set(static_cast<std::size_t>(i)) == best) out.push_back(i);
  return out;
}

Graph subgraph(const Graph& graph, std::span<const Agent> keep) {
  std::vector<Agent> place(static_cast<std::size_t>(graph.agents()), -1);
  for (std::size_t k = 0; k < keep.size(); ++k)
    place[static_cast<std::size_t>(keep[k])] = static_cast<Agent>(k);
  std::vector<Tie> ties;
  for (Tie t : graph.ties()) {
    t.hearer = place[static_cast<std::size_t>(t.hearer)];
    t.heard = place[static_cast<std::size_t>(t.heard)];
    if (t.hearer >= 0 && t.heard >= 0) ties.push_back(t);
  }
  return Graph(static_cast<Agent>(keep.size()), std::move(ties), graph.weighted());
}

}  // namespace heed

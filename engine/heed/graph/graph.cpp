#include "heed/graph/graph.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

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

/// Sorts a row by those heard; with weights, equal ones as they were. `row` is room to do it in.
void sort_row(std::span<Agent> heard, std::span<double> weight, std::vector<std::pair<Agent, double>>& row) {
  if (std::is_sorted(heard.begin(), heard.end())) return;
  if (weight.empty()) return std::sort(heard.begin(), heard.end());
  row.clear();
  for (std::size_t k = 0; k < heard.size(); ++k) row.emplace_back(heard[k], weight[k]);
  std::stable_sort(row.begin(), row.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t k = 0; k < heard.size(); ++k) std::tie(heard[k], weight[k]) = row[k];
}

}  // namespace

Graph::Graph(Agent agents, std::vector<Tie> ties, bool weighted) {
  check(agents, ties);
  // Straight into Boost's arrays, to avoid its copies of the edge list.
  auto held = std::make_shared<Held>();
  std::vector<Edge>& start = held->csr.m_forward.m_rowstart;
  std::vector<Agent>& heard = held->csr.m_forward.m_column;
  std::vector<double>& weight = held->weight;
  // Pass 1: each tie into its row, in the order given; then `end` is where rows end.
  start.assign(static_cast<std::size_t>(agents) + 1, 0);
  for (const Tie& t : ties) ++start[static_cast<std::size_t>(t.hearer) + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<Edge> end(start.begin(), start.end() - 1);
  heard.resize(ties.size());
  if (weighted) weight.resize(ties.size());
  for (const Tie& t : ties) {
    const auto e = static_cast<std::size_t>(end[static_cast<std::size_t>(t.hearer)]++);
    heard[e] = t.heard;
    if (weighted) weight[e] = t.weight;
  }
  ties = std::vector<Tie>();  // gives their memory back
  // Pass 2: rows sorted; repeated ties become one, and what follows moves up.
  std::size_t kept = 0, first = 0;
  std::vector<std::pair<Agent, double>> room;
  for (std::size_t i = 0; i < end.size(); ++i) {
    const auto last = static_cast<std::size_t>(end[i]);
    sort_row(std::span(heard).subspan(first, last - first),
             weighted ? std::span(weight).subspan(first, last - first) : std::span<double>(), room);
    start[i] = static_cast<Edge>(kept);
    for (std::size_t e = first; e < last; ++e) {
      const bool repeated = e > first && heard[kept - 1] == heard[e];
      if (repeated && weighted) weight[kept - 1] += weight[e];
      if (repeated) continue;
      heard[kept] = heard[e];
      if (weighted) weight[kept] = weight[e];
      ++kept;
    }
    first = last;
  }
  start.back() = static_cast<Edge>(kept);
  heard.resize(kept);
  heard.shrink_to_fit();
  if (weighted) weight.resize(kept), weight.shrink_to_fit();
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

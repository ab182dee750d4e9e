#include "heed/graph/hops.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>

namespace heed {
namespace {

/// A tie and its hops, while rows are put together.
struct Step {
  Agent heard;
  int hops;
  double weight;
};

/// Those within reach of one agent, by breadth-first search; `seen` holds the searcher that last met each
/// agent.
std::vector<Step> search(const Graph& graph, Agent from, int hops, std::vector<Agent>& seen) {
  std::vector<Step> found;
  for (Edge e = graph.first(from); e < graph.first(from + 1); ++e) {
    const Agent j = graph.hears(from)[static_cast<std::size_t>(e - graph.first(from))];
    found.push_back({j, j == from ? 0 : 1, graph.weight(e)});
    seen[static_cast<std::size_t>(j)] = from;
  }
  std::size_t ring = 0;
  seen[static_cast<std::size_t>(from)] = from;
  for (int hop = 2; hop <= hops; ++hop) {
    const std::size_t end = found.size();
    for (; ring < end; ++ring)
      for (const Agent j : graph.hears(found[ring].heard))
        if (seen[static_cast<std::size_t>(j)] != from) {
          seen[static_cast<std::size_t>(j)] = from;
          found.push_back({j, hop, 1});
        }
  }
  return found;
}

/// Rows as a Reach. A Graph orders its rows, so the hops follow the same order here.
Reach gathered(Agent agents, std::vector<std::vector<Step>> rows, bool weighted) {
  Reach out;
  std::vector<Tie> ties;
  for (Agent i = 0; i < agents; ++i) {
    auto& row = rows[static_cast<std::size_t>(i)];
    std::sort(row.begin(), row.end(), [](const Step& a, const Step& b) { return a.heard < b.heard; });
    for (const Step& s : row) {
      ties.push_back({i, s.heard, s.weight});
      out.hops.push_back(static_cast<std::int8_t>(s.hops));
    }
    row = {};
  }
  out.graph = Graph(agents, std::move(ties), weighted);
  return out;
}

std::vector<std::vector<Step>> rows_of(const Reach& reach) {
  std::vector<std::vector<Step>> rows(static_cast<std::size_t>(reach.graph.agents()));
  Edge e = 0;
  for (const Tie& t : reach.graph.ties()) {
    rows[static_cast<std::size_t>(t.hearer)].push_back(
        {t.heard, t.hearer == t.heard ? 0 : reach.hop(e), t.weight});
    ++e;
  }
  return rows;
}

}  // namespace

Reach within_hops(const Graph& graph, int hops) {
  const auto n = static_cast<std::size_t>(graph.agents());
  std::vector<std::vector<Step>> rows(n);
  for_blocks(n, block_size, [&](std::size_t first, std::size_t last) {
    std::vector<Agent> seen(n, -1);
    for (std::size_t i = first; i < last; ++i) rows[i] = search(graph, static_cast<Agent>(i), hops, seen);
  });
  return gathered(graph.agents(), std::move(rows), graph.weighted());
}

Reach with_self_ties(const Reach& reach) {
  auto rows = rows_of(reach);
  for (Agent i = 0; i < reach.graph.agents(); ++i) {
    auto& row = rows[static_cast<std::size_t>(i)];
    if (std::none_of(row.begin(), row.end(), [i](const Step& s) { return s.heard == i; }))
      row.push_back({i, 0, 1});
  }
  return gathered(reach.graph.agents(), std::move(rows), reach.graph.weighted());
}

Reach without_self_ties(const Reach& reach) {
  auto rows = rows_of(reach);
  for (Agent i = 0; i < reach.graph.agents(); ++i)
    std::erase_if(rows[static_cast<std::size_t>(i)], [i](const Step& s) { return s.heard == i; });
  return gathered(reach.graph.agents(), std::move(rows), reach.graph.weighted());
}

}  // namespace heed

#include "analysis/figure/drawn_network.hpp"

#include "analysis/figure/spec.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_agents = 2000, most_communities = 200, sampled_agents = 500, most_ties = 2000,
                      most_ties_over_time = 10000;

void add_agent(DrawnNetwork& out, const FigureSource& source, std::size_t agent) {
  out.node_of[agent] = out.nodes();
  out.labels.push_back(source.label_of(static_cast<Agent>(agent)));
  out.groups.push_back(source.groups().names[source.groups().of[agent]]);
  out.agents.push_back(1);
}

void draw_everyone(DrawnNetwork& out, const FigureSource& source) {
  for (std::size_t i = 0; i < out.node_of.size(); ++i) add_agent(out, source, i);
  out.how = fmt::format("Each of the {} agents is a dot", out.nodes());
}

void draw_communities(DrawnNetwork& out, const FigureSource& source) {
  const Network& network = source.agents();
  std::vector<std::size_t> node(network.community_names.size(), DrawnNetwork::none);
  for (std::size_t i = 0; i < out.node_of.size(); ++i) {
    const std::int32_t c = network.community[i];
    if (c < 0) continue;
    std::size_t& at = node[static_cast<std::size_t>(c)];
    if (at == DrawnNetwork::none) {
      at = out.nodes();
      out.labels.push_back(network.community_names[static_cast<std::size_t>(c)]);
      out.groups.push_back(source.groups().names[source.groups().of[i]]);
      out.agents.push_back(0);
    }
    out.node_of[i] = at;
    ++out.agents[at];
  }
  out.merged = true;
  out.how = fmt::format(
      "{} agents are too many to draw: each dot is one of {} communities, with the mean "
      "opinion and the attention of all its agents",
      out.node_of.size(), out.nodes());
}

/// Goes along ties, breadth first, from the agent that hears most others; then from the next one not met.
void draw_some(DrawnNetwork& out, const FigureSource& source, const Graph& graph) {
  std::vector<Agent> order(out.node_of.size()), met;
  std::iota(order.begin(), order.end(), Agent{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](Agent a, Agent b) { return graph.degree(a) > graph.degree(b); });
  const auto meet = [&](Agent i) {
    if (out.nodes() == sampled_agents || out.node_of[static_cast<std::size_t>(i)] != DrawnNetwork::none)
      return;
    add_agent(out, source, static_cast<std::size_t>(i));
    met.push_back(i);
  };
  std::size_t looked_at = 0;
  for (const Agent start : order) {
    meet(start);
    for (; looked_at < met.size(); ++looked_at)
      for (const Agent heard : graph.hears(met[looked_at])) meet(heard);
  }
  out.how = fmt::format(
      "{} agents are too many to draw: these are the first {} met by going along ties from "
      "the one that hears most",
      out.node_of.size(), out.nodes());
}

/// Pairs of different nodes with a tie either way, each once.
std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const DrawnNetwork& drawn, const Graph& graph) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (Agent i = 0; i < graph.agents(); ++i)
    for (const Agent j : graph.hears(i)) {
      const std::size_t a = drawn.node_of[static_cast<std::size_t>(i)],
                        b = drawn.node_of[static_cast<std::size_t>(j)];
      if (a != b && a != DrawnNetwork::none && b != DrawnNetwork::none)
        out.emplace_back(std::min(a, b), std::max(a, b));
    }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

DrawnNetwork drawn_network(const FigureSource& source) {
  const Network& network = source.agents();
  const Graph graph = source.graph_at(source.graph_place(source.snapshots().back()));
  DrawnNetwork out;
  out.node_of.assign(source.results().agents, DrawnNetwork::none);
  const std::size_t communities = network.community.empty() ? 0 : network.community_names.size();
  if (out.node_of.size() <= most_agents)
    draw_everyone(out, source);
  else if (communities >= 2 && communities <= most_communities)
    draw_communities(out, source);
  else
    draw_some(out, source, graph);
  out.places = spring_layout(out.nodes(), pairs_of(out, graph));
  return out;
}

void draw_ties(DrawnNetwork& out, const FigureSource& source, const std::vector<std::size_t>& snapshots) {
  std::vector<std::size_t> graphs;  // by snapshot
  for (const std::size_t s : snapshots) graphs.push_back(source.graph_place(source.snapshots()[s]));
  std::vector<std::size_t> different = graphs;
  different.erase(std::unique(different.begin(), different.end()), different.end());
  const bool several = different.size() > 1;
  const std::size_t most = std::min(most_ties, most_ties_over_time / different.size());
  std::size_t drawn = 0, there = 0;
  for (std::size_t k = 0; k < graphs.size(); ++k) {
    if (k > 0 && graphs[k] == graphs[k - 1]) {
      out.ties.back().last = k;
      continue;
    }
    const auto all = pairs_of(out, source.graph_at(graphs[k]));
    out.ties.push_back({k, k, {}});
    for (const std::size_t place : even_places(all.size(), most)) out.ties.back().pairs.push_back(all[place]);
    drawn += out.ties.back().pairs.size(), there += all.size();
  }
  const std::string ties = several ? "ties of the moment, as last kept (record.graph_every)" : "ties";
  if (drawn == there)
    out.how += fmt::format("; lines are {}.", ties);
  else if (several)
    out.how += fmt::format("; lines are {}, at most {} of them, evenly spaced.", ties, most);
  else
    out.how += fmt::format("; {} of the {} pairs with a tie are drawn as lines.", drawn, there);
  if (const std::string remark = source.ties_remark(); !remark.empty()) out.how += " " + remark;
  out.how += fmt::format(
      " Places follow from ties{} alone: springs along them against repulsion (Fruchterman and Reingold "
      "1991).",
      several ? " at the end" : "");
}

}  // namespace heed::analysis

#include "analysis/export/animation/moving_network.hpp"

#include "analysis/export/animation/base64.hpp"
#include "analysis/export/network_moment.hpp"
#include "analysis/figure/spring_layout.hpp"
#include "analysis/json.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

using Pair = std::pair<Agent, Agent>;  ///< two agents, the lower first

Pair pair_of(const Tie& tie) { return std::minmax(tie.hearer, tie.heard); }

/// Those of whom one hears the other, each pair once.
std::vector<Pair> pairs_in(const Graph& graph) {
  std::vector<Pair> out;
  for (const Tie& tie : graph.ties())
    if (tie.hearer != tie.heard) out.push_back(pair_of(tie));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// By frame: its graph.
std::vector<std::size_t> graphs_of(const FigureSource& source, const std::vector<std::size_t>& frames) {
  std::vector<std::size_t> out;
  for (const std::size_t s : frames) out.push_back(source.graph_place(source.snapshots()[s]));
  return out;
}

/// Pairs with a tie in any of the graphs, at most `most` of them, evenly spaced.
std::vector<Pair> drawn_pairs(const FigureSource& source, std::vector<std::size_t> graphs, std::size_t most,
                              std::vector<std::string>& notes) {
  graphs.erase(std::unique(graphs.begin(), graphs.end()), graphs.end());
  std::vector<Pair> all;
  for (const std::size_t g : graphs) {
    const std::vector<Pair> before = std::move(all), now = pairs_in(source.graph_at(g));
    all.clear();
    std::set_union(before.begin(), before.end(), now.begin(), now.end(), std::back_inserter(all));
  }
  if (all.size() <= most) return all;
  notes.push_back(fmt::format("It draws {} of {} ties, evenly spaced.", most, all.size()));
  std::vector<Pair> out;
  for (std::size_t i = 0; i < most; ++i) out.push_back(all[i * all.size() / most]);
  return out;
}

/// (frame, tie): is it there?
std::vector<std::uint8_t> presence(const FigureSource& source, const std::vector<std::size_t>& graphs,
                                   const std::vector<Pair>& pairs) {
  constexpr std::uint8_t plain = 100;  // as ties are drawn without attention
  std::vector<std::uint8_t> out;
  std::vector<Pair> now;
  for (std::size_t f = 0; f < graphs.size(); ++f) {
    if (f == 0 || graphs[f] != graphs[f - 1]) now = pairs_in(source.graph_at(graphs[f]));
    for (const Pair& pair : pairs)
      out.push_back(std::binary_search(now.begin(), now.end(), pair) ? plain : std::uint8_t{0});
  }
  return out;
}

/// How attention moves over the ties.
struct MovingAttention {
  std::vector<double> received;        ///< (frame, agent)
  std::vector<std::uint8_t> strength;  ///< (frame, tie)
};

MovingAttention moving_attention(const FigureSource& source, const std::vector<std::size_t>& frames,
                                 const std::vector<Pair>& pairs) {
  const Graph& graph = source.network().graph;
  MovingAttention out;
  for (const std::size_t s : frames) {
    const std::vector<Tie> paid = paid_attention(source, s);
    const std::vector<double> received = received_attention(paid, source.results().agents);
    out.received.insert(out.received.end(), received.begin(), received.end());
    std::vector<double> most(pairs.size());
    for (const Tie& tie : paid) {
      const auto at = std::lower_bound(pairs.begin(), pairs.end(), pair_of(tie));
      if (at == pairs.end() || *at != pair_of(tie)) continue;
      double& m = most[static_cast<std::size_t>(at - pairs.begin())];
      m = std::max(m, tie.weight * static_cast<double>(graph.degree(tie.hearer)));
    }
    for (const double m : most)
      out.strength.push_back(static_cast<std::uint8_t>(std::lround(std::min(1.0, m / 2) * 255)));
  }
  return out;
}

std::string packed(const std::vector<double>& values) {
  const double most = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
  std::vector<std::uint8_t> out;
  for (const double v : values)
    out.push_back(static_cast<std::uint8_t>(most > 0 ? std::lround(v / most * 255) : 0));
  return base64(out);
}

}  // namespace

Json moving_network(const FigureSource& source, const std::vector<std::size_t>& frames,
                    const AnimationLimits& limits, std::vector<std::string>& notes) {
  if (!source.has_ties()) return nullptr;
  if (source.results().agents > limits.agents) {
    notes.push_back(fmt::format("The network is not drawn: it has more than {} agents.", limits.agents));
    return nullptr;
  }
  const std::vector<std::size_t> graphs = graphs_of(source, frames);
  const std::vector<Pair> pairs = drawn_pairs(source, graphs, limits.ties, notes);
  if (std::string remark = source.ties_remark(); !remark.empty()) notes.push_back(std::move(remark));
  Json out = {{"x", Json::array()}, {"y", Json::array()}, {"ties", Json::array()}};
  for (const PlaceOnPage& place : spring_layout(source.results().agents, {pairs.begin(), pairs.end()})) {
    out["x"].push_back(std::lround(place.x * 1000));
    out["y"].push_back(std::lround(place.y * 1000));
  }
  for (const auto& [a, b] : pairs) {
    out["ties"].push_back(a);
    out["ties"].push_back(b);
  }
  if (const std::string lack = source.lacks_attention(); !lack.empty()) {
    notes.push_back(fmt::format("All ties are drawn alike: {}.", lack));
    if (source.has_graphs()) out["strength"] = base64(presence(source, graphs, pairs));
    return out;
  }
  const MovingAttention moving = moving_attention(source, frames, pairs);
  out["received"] = packed(moving.received);
  out["strength"] = base64(moving.strength);
  return out;
}

}  // namespace heed::analysis

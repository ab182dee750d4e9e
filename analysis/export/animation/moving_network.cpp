#include "analysis/export/animation/moving_network.hpp"

#include "analysis/export/animation/base64.hpp"
#include "analysis/export/network_moment.hpp"
#include "analysis/figure/spring_layout.hpp"
#include "analysis/json.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

using Pair = std::pair<Agent, Agent>;  ///< two agents, the lower first

Pair pair_of(const Tie& tie) { return std::minmax(tie.hearer, tie.heard); }

/// Those of whom one hears the other, each pair once; at most `most` of them, evenly spaced.
std::vector<Pair> drawn_pairs(const Graph& graph, std::size_t most, std::vector<std::string>& notes) {
  std::vector<Pair> all;
  for (const Tie& tie : graph.ties())
    if (tie.hearer != tie.heard) all.push_back(pair_of(tie));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (all.size() <= most) return all;
  notes.push_back(fmt::format("It draws {} of {} ties, evenly spaced.", most, all.size()));
  std::vector<Pair> out;
  for (std::size_t i = 0; i < most; ++i) out.push_back(all[i * all.size() / most]);
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
  const std::vector<Pair> pairs = drawn_pairs(source.network().graph, limits.ties, notes);
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
    return out;
  }
  const MovingAttention moving = moving_attention(source, frames, pairs);
  out["received"] = packed(moving.received);
  out["strength"] = base64(moving.strength);
  return out;
}

}  // namespace heed::analysis

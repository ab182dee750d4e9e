#include "analysis/export/animation/moving_network.hpp"

#include "analysis/export/animation/base64.hpp"
#include "analysis/export/network_moment.hpp"
#include "analysis/figure/spring_layout.hpp"
#include "analysis/json.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

using Pair = std::pair<Agent, Agent>;  ///< two agents, the lower first
using Pairs = std::shared_ptr<const std::vector<Pair>>;

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

/// By frame: the pairs of its graph, which is read once for all frames in a row that have it.
std::vector<Pairs> pairs_by_frame(const FigureSource& source, const std::vector<std::size_t>& frames) {
  std::vector<Pairs> out;
  out.reserve(frames.size());
  std::optional<std::size_t> last;
  for (const std::size_t s : frames) {
    const std::size_t graph = source.graph_place(source.snapshots()[s]);
    out.push_back(graph == last
                      ? out.back()
                      : std::make_shared<const std::vector<Pair>>(pairs_in(source.graph_at(graph))));
    last = graph;
  }
  return out;
}

/// Pairs with a tie in any of the frames, at most `most` of them, evenly spaced.
std::vector<Pair> drawn_pairs(std::span<const Pairs> by_frame, std::size_t most,
                              std::vector<std::string>& notes) {
  std::vector<Pair> all;
  for (std::size_t f = 0; f < by_frame.size(); ++f) {
    if (f > 0 && by_frame[f] == by_frame[f - 1]) continue;
    const std::vector<Pair> before = std::move(all);
    all.clear();
    std::set_union(before.begin(), before.end(), by_frame[f]->begin(), by_frame[f]->end(),
                   std::back_inserter(all));
  }
  if (all.size() <= most) return all;
  notes.push_back(fmt::format("It draws {} of {} ties, evenly spaced.", most, all.size()));
  std::vector<Pair> out;
  for (std::size_t i = 0; i < most; ++i) out.push_back(all[i * all.size() / most]);
  return out;
}

/// (frame, tie): is it there?
std::vector<std::uint8_t> presence(std::span<const Pairs> by_frame, const std::vector<Pair>& pairs) {
  constexpr std::uint8_t plain = 100;  // as ties are drawn without attention
  std::vector<std::uint8_t> out;
  for (const auto& there : by_frame)
    for (const Pair& pair : pairs)
      out.push_back(std::binary_search(there->begin(), there->end(), pair) ? plain : std::uint8_t{0});
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
  out.reserve(values.size());
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
  const auto by_frame = pairs_by_frame(source, frames);
  const std::vector<Pair> pairs = drawn_pairs(by_frame, limits.ties, notes);
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
    if (source.has_graphs()) out["strength"] = base64(presence(by_frame, pairs));
    return out;
  }
  const MovingAttention moving = moving_attention(source, frames, pairs);
  out["received"] = packed(moving.received);
  out["strength"] = base64(moving.strength);
  return out;
}

}  // namespace heed::analysis

#include "analysis/export/animation/merged_network.hpp"

#include "analysis/figure/spring_layout.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {

MergedAgents merged_agents(const FigureSource& source, const AnimationLimits& limits) {
  const std::size_t agents = source.results().agents;
  const Network& network = source.agents();
  if (agents <= limits.agents || !source.has_ties() || network.community.empty()) return {};
  MergedAgents out{.community = {}, .members = std::vector<double>(community_names(source).size())};
  if (out.communities() < 2 || out.communities() > limits.communities) return {};
  for (std::size_t i = 0; i < agents; ++i) {
    out.community.push_back(community_of(source, static_cast<Agent>(i)));
    out.members[out.community.back()] += 1;
  }
  return out;
}

nlohmann::ordered_json merged_network(const FigureSource& source, const MergedAgents& merged,
                                      const AnimationLimits& limits, std::vector<std::string>& notes) {
  notes.push_back(
      fmt::format("A circle of the network is a community, as it has more than {} agents.", limits.agents));
  if (source.has_graphs()) notes.emplace_back("Lines are ties of the start; they changed on the way.");
  if (std::string remark = source.ties_remark(); !remark.empty()) notes.push_back(std::move(remark));
  std::map<std::pair<std::size_t, std::size_t>, double> between;
  for (const Tie& tie : source.network().graph.ties()) {
    const std::size_t a = merged.community[static_cast<std::size_t>(tie.hearer)],
                      b = merged.community[static_cast<std::size_t>(tie.heard)];
    if (a != b) between[std::minmax(a, b)] += 1;
  }
  double most = 0;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [pair, count] : between) {
    pairs.push_back(pair);
    most = std::max(most, count);
  }
  nlohmann::ordered_json out = {{"members", merged.members}};
  for (const char* list : {"x", "y", "ties", "weight"}) out[list] = nlohmann::ordered_json::array();
  for (const PlaceOnPage& place : spring_layout(merged.communities(), pairs)) {
    out["x"].push_back(std::lround(place.x * 1000));
    out["y"].push_back(std::lround(place.y * 1000));
  }
  for (const auto& [pair, count] : between) {
    out["ties"].push_back(pair.first);
    out["ties"].push_back(pair.second);
    out["weight"].push_back(std::lround(count / most * 255));
  }
  return out;
}

}  // namespace heed::analysis

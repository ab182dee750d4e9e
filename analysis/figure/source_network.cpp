// Agents and ties of a file, for figures.
#include "analysis/figure/source.hpp"
#include "analysis/spelled.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <numeric>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_groups = 8;

/// The words of `flag_meanings`, one for each community.
std::vector<std::string> community_names(const Variable& variable) {
  std::istringstream words(text_among(variable.attributes, "flag_meanings"));
  std::vector<std::string> out;
  for (std::string word; words >> word;) out.push_back(word);
  return out;
}

/// The agent of this number. Throws Error (data) where there is no such agent.
Agent agent_numbered(double number, std::size_t agents) {
  if (!(number >= 0 && number < static_cast<double>(agents)))
    throw Error(ErrorKind::data, fmt::format("the file is damaged: it has ties of an agent {}", number));
  return static_cast<Agent>(number);
}

/// A tie for each pair of places; of weight 1 where there are no weights.
std::vector<Tie> ties_of(const std::vector<double>& heard, const std::vector<double>& hearer,
                         const std::vector<double>& weight, std::size_t agents) {
  if (hearer.size() != heard.size() || (!weight.empty() && weight.size() != heard.size()))
    throw Error(ErrorKind::data,
                fmt::format("the file has {} agents heard by {} hearers; ties need one of each", heard.size(),
                            hearer.size()));
  std::vector<Tie> out;
  for (std::size_t e = 0; e < heard.size(); ++e)
    out.push_back({agent_numbered(hearer[e], agents), agent_numbered(heard[e], agents),
                   weight.empty() ? 1.0 : weight[e]});
  return out;
}

}  // namespace

std::vector<Tie> FigureSource::ties() const {
  if (!has_ties()) return {};
  return ties_of(reader().numbers("graph/source"), reader().numbers("graph/target"),
                 has("graph/weight") ? reader().numbers("graph/weight") : std::vector<double>(),
                 results_.agents);
}

const Network& FigureSource::network() const {
  if (network_) return *network_;
  network_ = agents();
  network_->graph = Graph(static_cast<Agent>(results_.agents), ties());
  return *network_;
}

std::size_t FigureSource::graph_place(double time) const {
  if (!has_graphs()) return 0;
  const std::vector<double> times = axis_labels<double>(reader(), "graph/snapshot_g");
  return static_cast<std::size_t>(std::upper_bound(times.begin(), times.end(), time) - times.begin());
}

Graph FigureSource::graph_at(std::size_t place) const {
  if (place == 0) return network().graph;
  std::vector<double> heard = reader().numbers("graph/source_at", place - 1, 1),
                      hearer = reader().numbers("graph/target_at", place - 1, 1);
  std::erase(heard, -1.0);  // places without a tie any more
  std::erase(hearer, -1.0);
  return Graph(static_cast<Agent>(results_.agents), ties_of(heard, hearer, {}, results_.agents));
}

const Network& FigureSource::agents() const {
  if (agents_) return *agents_;
  agents_.emplace();
  const auto count = static_cast<double>(results_.agents);
  if (has("label") && reader().shape("label") == std::vector{results_.agents})
    agents_->labels = reader().texts("label");
  if (has("community") && reader().shape("community") == std::vector{results_.agents}) {
    const std::vector<double> numbers = reader().numbers("community");
    for (const double c : numbers)
      agents_->community.push_back(c >= 0 && c < count ? static_cast<std::int32_t>(c) : -1);
    agents_->community_names = community_names(reader().variable("community"));
    for (const std::int32_t c : agents_->community)
      while (c >= static_cast<std::int32_t>(agents_->community_names.size()))
        agents_->community_names.push_back(std::to_string(agents_->community_names.size()));
    Spelled spelled(results_.file);
    for (const std::int32_t c : agents_->community)
      if (c >= 0) spelled.add(agents_->community_names[static_cast<std::size_t>(c)].size());
  }
  return *agents_;
}

const Groups& FigureSource::groups() const {
  if (groups_) return *groups_;
  const std::vector<std::int32_t>& community = agents().community;
  groups_.emplace();
  groups_->of.resize(results_.agents);
  if (community.empty()) {
    groups_->names = {"all"};
    return *groups_;
  }
  std::vector<std::size_t> size(agents().community_names.size() + 1), order(size.size()), place(size.size());
  const auto kind = [&](std::int32_t c) { return c < 0 ? size.size() - 1 : static_cast<std::size_t>(c); };
  for (const std::int32_t c : community) ++size[kind(c)];
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t c) { return size[c] == 0; });
  if (order.size() > most_groups) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return size[a] > size[b]; });
    std::sort(order.begin(), order.begin() + most_groups - 1);
  }
  for (std::size_t k = 0; k < order.size(); ++k) {
    place[order[k]] = order.size() > most_groups ? std::min(k, most_groups - 1) : k;
    if (place[order[k]] < groups_->names.size()) continue;
    const bool rest = order.size() > most_groups && k == most_groups - 1;
    groups_->names.push_back(rest                          ? fmt::format("{} others", order.size() - k)
                             : order[k] + 1 == size.size() ? "unknown"
                                                           : agents().community_names[order[k]]);
  }
  for (std::size_t i = 0; i < community.size(); ++i) groups_->of[i] = place[kind(community[i])];
  return *groups_;
}

std::string FigureSource::label_of(Agent agent) const {
  return agents().labels.empty() ? std::to_string(agent) : agents().labels[static_cast<std::size_t>(agent)];
}

}  // namespace heed::analysis

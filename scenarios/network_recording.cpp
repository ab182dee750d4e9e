#include "scenarios/network_recording.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <numeric>

namespace heed::scenarios {
namespace {

constexpr std::size_t most_small = 127;  // of int8

/// Whole numbers are kept as they are, others to seven digits.
bool fits_float32(double weight) {
  if (!(std::abs(weight) <= std::numeric_limits<float>::max())) return false;
  const double kept = static_cast<float>(weight);
  return weight == std::trunc(weight) ? kept == weight : std::abs(kept - weight) <= 1e-6 * std::abs(weight);
}

void write_weights(const std::vector<double>& weight, Recorder& recorder) {
  const bool small = std::all_of(weight.begin(), weight.end(), fits_float32);
  recorder.variable({"graph/weight",
                     small ? Type::float32 : Type::float64,
                     {"graph/edge"},
                     {text("long_name", "weight of the tie")}});
  if (small)
    recorder.write("graph/weight", view(std::vector<float>(weight.begin(), weight.end())));
  else
    recorder.write("graph/weight", view(weight));
}

template <class Whole> std::vector<Whole> counted_up(std::size_t count) {
  std::vector<Whole> out(count);
  std::iota(out.begin(), out.end(), Whole{0});
  return out;
}

}  // namespace

std::vector<Attribute> flags(std::string long_name, const std::vector<std::string>& names) {
  std::vector<std::string> words = names;  // CF separates them by blanks, so there are none within
  for (std::string& word : words)
    std::replace_if(
        word.begin(), word.end(), [](unsigned char c) { return std::isspace(c) != 0; }, '_');
  Attribute values{"flag_values", counted_up<std::int8_t>(std::min(names.size(), most_small))};
  if (names.size() > most_small) values.value = counted_up<std::int64_t>(names.size());
  return {text("long_name", std::move(long_name)), values, text("flag_meanings", join(words, " "))};
}

void write_agents(const Network& network, Recorder& recorder) {
  std::vector<std::int32_t> agent(static_cast<std::size_t>(network.agents()));
  std::iota(agent.begin(), agent.end(), 0);
  recorder.axis({.name = "agent", .labels = agent, .attributes = {text("long_name", "agent")}});
  if (!network.community.empty()) {
    const bool few = network.community_names.size() <= most_small;
    recorder.variable({"community",
                       few ? Type::int8 : Type::int32,
                       {"agent"},
                       flags("community", network.community_names)});
    if (few) {
      const std::vector<std::int8_t> small(network.community.begin(), network.community.end());
      recorder.write("community", view(small));
    } else {
      recorder.write("community", view(network.community));
    }
  }
  if (!network.labels.empty()) {
    recorder.variable(
        {"label", Type::text, {"agent"}, {text("long_name", "name of the agent in its source")}});
    recorder.write("label", view(network.labels));
  }
}

void write_graph(const heed::Graph& graph, Recorder& recorder) {
  const auto edges = static_cast<std::size_t>(graph.edges());
  std::vector<std::int32_t> hearer(edges), heard(edges);
  std::vector<double> weight(edges);
  std::size_t e = 0;
  for (const Tie& t : graph.ties()) {
    hearer[e] = t.hearer;
    heard[e] = t.heard;
    weight[e++] = t.weight;
  }
  recorder.axis({.name = "graph/edge", .length = edges, .labels = {}, .attributes = {}});
  recorder.variable(
      {"graph/source", Type::int32, {"graph/edge"}, {text("long_name", "agent that is heard")}});
  recorder.variable({"graph/target", Type::int32, {"graph/edge"}, {text("long_name", "agent that hears")}});
  recorder.write("graph/source", view(heard));
  recorder.write("graph/target", view(hearer));
  if (graph.weighted()) write_weights(weight, recorder);
}

}  // namespace heed::scenarios

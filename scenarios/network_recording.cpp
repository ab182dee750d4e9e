#include "scenarios/network_recording.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <numeric>

namespace heed::scenarios {

std::vector<Attribute> flags(std::string long_name, const std::vector<std::string>& names) {
  std::vector<std::int8_t> values(names.size());
  std::iota(values.begin(), values.end(), std::int8_t{0});
  std::vector<std::string> words = names;  // CF separates them by blanks, so there are none within
  for (std::string& word : words) std::replace(word.begin(), word.end(), ' ', '_');
  return {text("long_name", std::move(long_name)),
          {"flag_values", values},
          text("flag_meanings", join(words, " "))};
}

void write_agents(const Network& network, Recorder& recorder) {
  std::vector<std::int32_t> agent(static_cast<std::size_t>(network.agents()));
  std::iota(agent.begin(), agent.end(), 0);
  recorder.axis({.name = "agent", .labels = agent, .attributes = {text("long_name", "agent")}});
  if (!network.community.empty()) {
    if (network.community_names.size() <= 127) {
      recorder.variable({"community", Type::int8, {"agent"}, flags("community", network.community_names)});
      const std::vector<std::int8_t> small(network.community.begin(), network.community.end());
      recorder.write("community", view(small));
    } else {
      recorder.variable({"community", Type::int32, {"agent"}, {text("long_name", "community")}});
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
  std::vector<float> weight(edges);
  std::size_t e = 0;
  for (const Tie& t : graph.ties()) {
    hearer[e] = t.hearer;
    heard[e] = t.heard;
    weight[e++] = static_cast<float>(t.weight);
  }
  recorder.axis({.name = "graph/edge", .length = edges, .labels = {}, .attributes = {}});
  recorder.variable(
      {"graph/source", Type::int32, {"graph/edge"}, {text("long_name", "agent that is heard")}});
  recorder.variable({"graph/target", Type::int32, {"graph/edge"}, {text("long_name", "agent that hears")}});
  recorder.write("graph/source", view(heard));
  recorder.write("graph/target", view(hearer));
  if (graph.weighted()) {
    recorder.variable(
        {"graph/weight", Type::float32, {"graph/edge"}, {text("long_name", "weight of the tie")}});
    recorder.write("graph/weight", view(weight));
  }
}

}  // namespace heed::scenarios

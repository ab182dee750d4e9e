#include "scenarios/opinion/recording.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/core/parameters.hpp"

#include <algorithm>
#include <numeric>

namespace heed::scenarios {
namespace {

template <class Real> constexpr Type type_of = std::is_same_v<Real, float> ? Type::float32 : Type::float64;

/// The names of communities as CF flag meanings: separated by blanks, so none within.
std::string meanings(const std::vector<std::string>& names) {
  std::vector<std::string> out = names;
  for (std::string& name : out) std::replace(name.begin(), name.end(), ' ', '_');
  return join(out, " ");
}

}  // namespace

template <class Real>
Recording<Real>::Recording(const RecordSettings& settings, const Simulation<Real>& simulation,
                           Recorder& recorder)
    : settings_(settings),
      simulation_(simulation),
      recorder_(recorder),
      edges_(simulation.network().graph.edges()) {
  recorder_.axis(
      {.name = "time",
       .grows = true,
       .labels = {},
       .attributes = {text("long_name", "simulated time"), text("units", "1"), text("axis", "T")}});
  recorder_.axis({.name = "topic", .labels = simulation.model().opinions.topics, .attributes = {}});
  declare_agents();
  declare_measures();
  declare_snapshots();
  if (settings_.graph || settings_.attention_every > 0) write_graph();
}

template <class Real> void Recording<Real>::declare_agents() {
  const Network& network = simulation_.network();
  std::vector<std::int32_t> agent(static_cast<std::size_t>(network.agents()));
  std::iota(agent.begin(), agent.end(), 0);
  recorder_.axis({.name = "agent", .labels = agent, .attributes = {text("long_name", "agent")}});
  if (!network.community.empty()) {
    const auto count = network.community_names.size();
    std::vector<Attribute> attributes{text("long_name", "community")};
    if (count <= 127) {
      std::vector<std::int8_t> flags(count);
      std::iota(flags.begin(), flags.end(), std::int8_t{0});
      attributes.push_back({"flag_values", flags});
      attributes.push_back(text("flag_meanings", meanings(network.community_names)));
      recorder_.variable({"community", Type::int8, {"agent"}, attributes});
      const std::vector<std::int8_t> small(network.community.begin(), network.community.end());
      recorder_.write("community", view(small));
    } else {
      recorder_.variable({"community", Type::int32, {"agent"}, attributes});
      recorder_.write("community", view(network.community));
    }
  }
  if (!network.labels.empty()) {
    recorder_.variable(
        {"label", Type::text, {"agent"}, {text("long_name", "name of the agent in its source")}});
    recorder_.write("label", view(network.labels));
  }
}

template <class Real> void Recording<Real>::declare_measures() {
  for (const auto& choice : settings_.observables)
    std::visit(
        [&]<class O>(const O& observable) {
          std::string name(kind_name<O>());
          const auto same = [&](const Measure& m) { return m.name == name; };
          for (int n = 2; std::any_of(measures_.begin(), measures_.end(), same); ++n)
            name = std::string(kind_name<O>()) + "_" + std::to_string(n);
          std::vector<Attribute> attributes{text("long_name", std::string(O::long_name)),
                                            text("units", std::string(O::units))};
          O parameters = observable;
          for (const Parameter& p : heed::parameters([&](Fields& f) { visit_fields(parameters, f); }))
            attributes.push_back(text(p.path, p.toml));
          constexpr bool per_topic = TopicObservable<O>;
          const bool topics = per_topic && simulation_.model().opinions.topics.size() > 1;
          recorder_.variable(
              {name, Type::float64,
               topics ? std::vector<std::string>{"time", "topic"} : std::vector<std::string>{"time"},
               attributes});
          measures_.push_back({name,
                               topics,
                               [observable](const Observation& seen, [[maybe_unused]] std::size_t topic) {
                                 if constexpr (per_topic)
                                   return observable(seen, topic);
                                 else
                                   return observable(seen);
                               },
                               {}});
        },
        choice.part());
}

template <class Real> void Recording<Real>::declare_snapshots() {
  if (settings_.opinions != Keep::none) {
    std::string coordinates;
    if (!simulation_.network().community.empty()) coordinates = "community";
    if (!simulation_.network().labels.empty()) coordinates += coordinates.empty() ? "label" : " label";
    std::vector<Attribute> attributes{text("long_name", "opinion of each agent on each topic"),
                                      text("units", "1")};
    if (!coordinates.empty()) attributes.push_back(text("coordinates", coordinates));
    recorder_.axis({.name = "snapshot",
                    .grows = true,
                    .labels = {},
                    .attributes = {text("long_name", "simulated time of a snapshot"), text("units", "1")}});
    recorder_.variable({.name = "opinion",
                        .type = type_of<Real>,
                        .axes = {"snapshot", "agent", "topic"},
                        .attributes = attributes,
                        .state = true});
  }
}

template <class Real> void Recording<Real>::write_graph() {
  const Graph& graph = simulation_.network().graph;
  const auto edges = static_cast<std::size_t>(edges_);
  std::vector<std::int32_t> hearer(edges), heard(edges);
  std::vector<float> weight(edges);
  std::size_t e = 0;
  for (const Tie& t : graph.ties()) {
    hearer[e] = t.hearer;
    heard[e] = t.heard;
    weight[e++] = static_cast<float>(t.weight);
  }
  recorder_.axis({.name = "graph/edge", .length = edges, .labels = {}, .attributes = {}});
  recorder_.variable(
      {"graph/source", Type::int32, {"graph/edge"}, {text("long_name", "agent that is heard")}});
  recorder_.variable({"graph/target", Type::int32, {"graph/edge"}, {text("long_name", "agent that hears")}});
  recorder_.write("graph/source", view(heard));
  recorder_.write("graph/target", view(hearer));
  if (graph.weighted()) {
    recorder_.variable(
        {"graph/weight", Type::float32, {"graph/edge"}, {text("long_name", "weight of the tie")}});
    recorder_.write("graph/weight", view(weight));
  }
  if (settings_.attention_every == 0) return;
  recorder_.axis(
      {.name = "graph/snapshot_a", .grows = true, .labels = {}, .attributes = {text("units", "1")}});
  recorder_.variable({"graph/attention",
                      Type::float32,
                      {"graph/snapshot_a", "graph/edge"},
                      {text("long_name", "attention of the target paid to the source"), text("units", "1")}});
}

template <class Real> void Recording<Real>::record(bool last) {
  const std::int64_t step = simulation_.steps();
  if (last || step % settings_.every == 0) record_observables();
  const bool due = settings_.opinions == Keep::all && step % settings_.opinions_every == 0;
  if (settings_.opinions != Keep::none && (last || due)) record_opinions();
  if (settings_.attention_every > 0 && (last || step % settings_.attention_every == 0)) record_attention();
}

template <class Real> void Recording<Real>::record_observables() {
  simulation_.observe([&](const Observation& seen) {
    for (Measure& m : measures_) {
      m.now.clear();
      for (std::size_t topic = 0; topic < (m.per_topic ? seen.topics() : 1); ++topic)
        m.now.push_back(m.value(seen, topic));
    }
  });
  std::vector<Entry> entries;
  for (const Measure& m : measures_) entries.push_back({m.name, view(m.now)});
  recorder_.append("time", static_cast<double>(simulation_.steps()), entries);
}

template <class Real> void Recording<Real>::record_opinions() {
  const auto& state = simulation_.state();
  const Entry entry{"opinion", std::span<const Real>(state.data(), static_cast<std::size_t>(state.size()))};
  recorder_.append("snapshot", static_cast<double>(simulation_.steps()), std::span(&entry, 1));
}

template <class Real> void Recording<Real>::record_attention() {
  const Graph& graph = simulation_.network().graph;
  if (graph.edges() != edges_)
    throw Error(ErrorKind::data,
                "attention weights cannot be kept when an event changes the ties: leave out "
                "record.attention_every or the event");
  attention_.assign(static_cast<std::size_t>(edges_), 0.0F);
  for_each_index(static_cast<std::size_t>(graph.agents()), [&](std::size_t i) {
    thread_local Row<Real> row;
    const auto agent = static_cast<Agent>(i);
    simulation_.weights(agent, row);
    const auto hears = graph.hears(agent);
    for (std::size_t k = 0; k < row.heard.size(); ++k) {
      const auto at = std::lower_bound(hears.begin(), hears.end(), row.heard[k]);
      if (at != hears.end() && *at == row.heard[k])
        attention_[static_cast<std::size_t>(graph.first(agent) + (at - hears.begin()))] =
            static_cast<float>(row.weight[k]);
    }
  });
  const Entry entry{"graph/attention", view(attention_)};
  recorder_.append("graph/snapshot_a", static_cast<double>(simulation_.steps()), std::span(&entry, 1));
}

template <class Real> void Recording<Real>::finish(const Outcome& outcome) {
  write_outcome(recorder_, outcome);
  recorder_.attribute(text("algorithm", std::string(simulation_.attend().algorithm())));
  if (const auto* integration = simulation_.integration())
    recorder_.attribute({"integration_error", std::vector<double>{integration->error().largest}});
}

template <class Real> std::pair<std::string_view, double> Recording<Real>::latest() const {
  if (measures_.empty() || measures_.front().now.empty()) return {"", 0};
  return {measures_.front().name, measures_.front().now.front()};
}

template <class Real> std::vector<std::pair<std::string, double>> Recording<Real>::measured() const {
  std::vector<std::pair<std::string, double>> out;
  for (const Measure& m : measures_)
    for (std::size_t topic = 0; topic < m.now.size(); ++topic)
      out.emplace_back(m.per_topic ? m.name + "[" + simulation_.model().opinions.topics[topic] + "]" : m.name,
                       m.now[topic]);
  return out;
}

template class Recording<float>;
template class Recording<double>;

}  // namespace heed::scenarios

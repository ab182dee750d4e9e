#include "scenarios/opinion/recording.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/core/parameters.hpp"
#include "scenarios/network_recording.hpp"

#include <algorithm>
#include <array>

namespace heed::scenarios {
namespace {

template <class Real> constexpr Type type_of = std::is_same_v<Real, float> ? Type::float32 : Type::float64;

}  // namespace

template <class Real>
Recording<Real>::Recording(const RecordSettings& settings, const Simulation<Real>& simulation,
                           Recorder& recorder)
    : settings_(settings), simulation_(simulation), recorder_(recorder), first_(simulation.network().graph) {
  recorder_.axis(
      {.name = "time",
       .grows = true,
       .labels = {},
       .attributes = {text("long_name", "simulated time"), text("units", "1"), text("axis", "T")}});
  recorder_.axis({.name = "topic", .labels = simulation.model().opinions.topics, .attributes = {}});
  write_agents(simulation.network(), recorder_);
  declare_measures();
  declare_snapshots();
  if (settings_.graph || settings_.attention_every > 0 || settings_.graph_every > 0) declare_graph();
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

template <class Real> void Recording<Real>::declare_graph() {
  write_graph(first_, recorder_);
  if (settings_.graph_every > 0) declare_graphs();
  if (settings_.attention_every == 0) return;
  recorder_.axis(
      {.name = "graph/snapshot_a", .grows = true, .labels = {}, .attributes = {text("units", "1")}});
  recorder_.variable({"graph/attention",
                      Type::float32,
                      {"graph/snapshot_a", "graph/edge"},
                      {text("long_name", "attention of the target paid to the source"), text("units", "1")}});
}

/// The graphs on the way: as the first one, a place for each tie that there was at the start.
template <class Real> void Recording<Real>::declare_graphs() {
  recorder_.axis({.name = "graph/snapshot_g",
                  .grows = true,
                  .labels = {},
                  .attributes = {text("long_name", "simulated time of a graph"), text("units", "1")}});
  for (const auto& [name, meaning] : {std::pair{"graph/source_at", "agent that is heard then"},
                                      std::pair{"graph/target_at", "agent that hears then"}})
    recorder_.variable({name,
                        Type::int32,
                        {"graph/snapshot_g", "graph/edge"},
                        {text("long_name", meaning), {"_FillValue", std::vector<std::int64_t>{-1}}}});
}

template <class Real> void Recording<Real>::record_graph() {
  const std::vector<Tie> ties = simulation_.network().graph.ties();
  const auto places = static_cast<std::size_t>(first_.edges());
  if (ties.size() > places)
    throw Error(ErrorKind::internal, "the graph has more ties than it began with, so it cannot be kept");
  std::vector<std::int32_t> heard(places, -1), hearer(places, -1);
  for (std::size_t e = 0; e < ties.size(); ++e) {
    heard[e] = ties[e].heard;
    hearer[e] = ties[e].hearer;
  }
  const std::array<Entry, 2> entries{Entry{"graph/source_at", view(heard)},
                                     Entry{"graph/target_at", view(hearer)}};
  recorder_.append("graph/snapshot_g", static_cast<double>(simulation_.steps()), entries);
}

/// In the order in which the axes are declared, as `Replay` has it.
template <class Real> void Recording<Real>::record(bool last) {
  const std::int64_t step = simulation_.steps();
  if (last || step % settings_.every == 0) record_observables();
  const bool due = settings_.opinions == Keep::all && step % settings_.opinions_every == 0;
  if (settings_.opinions != Keep::none && (last || due)) record_opinions();
  if (settings_.graph_every > 0 && (last || step % settings_.graph_every == 0)) record_graph();
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
  if (&graph.boost() != &first_.boost())
    throw Error(ErrorKind::data,
                "attention weights cannot be kept when an event changes the ties: leave out "
                "record.attention_every or the event");
  attention_.assign(static_cast<std::size_t>(graph.edges()), 0.0F);
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

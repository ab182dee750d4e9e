#include "scenarios/opinion/opinion.hpp"

#include "heed/attention/kernels/sparse_attend.hpp"
#include "heed/run/simulation.hpp"
#include "scenarios/estimate.hpp"
#include "scenarios/inputs.hpp"
#include "scenarios/opinion/honesty.hpp"
#include "scenarios/opinion/recording.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace heed::scenarios {

void Opinion::fields(Fields& f) {
  f.table("run", run_, "how long, how exactly, and with which random numbers");
  f.table("graph", graph_, "who can hear whom");
  model_.fields(f);
  f.list("event", events_, "[[event]]: what changes on the way, and when");
  f.table("record", record_, "what is kept");
}

Frame Opinion::frame() const {
  Frame out{
      .seed = run_.seed,
      .steps = run_.steps,
      .every = record_.every,
      .states_every = record_.opinions == Keep::last ? 0 : record_.opinions_every,
      .every_on = {{"graph/snapshot_a", record_.attention_every}, {"graph/snapshot_g", record_.graph_every}},
      .output = record_.file.resolved,
      .checkpoint = run_.checkpoint.every(),
      .names = {"topic", "agent"},
      .shape = model_.opinions.topics};
  for (const Kind& observable : Choice<observables::Catalogue>().kinds())
    out.names.emplace_back(observable.name);
  return out;
}

void Opinion::check(const ScenarioFile& file, std::vector<Problem>& problems) {
  const std::string kind(model_.dynamics.kind.kind());
  for (const std::string& key : model_.settled_keys())
    if (file.says("attention." + key))
      problems.push_back(file.problem("attention." + key,
                                      "dynamics '" + kind + "' settles attention." + key + " itself",
                                      "leave it out, or use dynamics.kind = \"attention\""));
  if (const std::string refusal = model_.dynamics.refusal(); !refusal.empty())
    problems.push_back(file.problem("dynamics.schedule", refusal));
  try {
    (void)model_.settled_attention();
  } catch (const Error& e) {
    problems.push_back(file.problem("attention.mask", e.what()));
  }
  need_files(file, graph_, problems);
  if (const auto* bilinear = model_.attention.score.get<scores::Bilinear>())
    if (bilinear->matrix.size() != model_.opinions.topics.size())
      problems.push_back(file.problem(
          "attention.score", "'matrix' is for " + std::to_string(bilinear->matrix.size()) +
                                 " topics but there are " + std::to_string(model_.opinions.topics.size())));
  if (record_.attention_every > 0)
    for (const auto& mask : model_.attention.masks)
      if (mask.get<masks::All>() || mask.get<masks::Hops>() ||
          model_.settled_attention().self_ties == SelfTies::add)
        problems.push_back(
            file.problem("record.attention_every",
                         "attention weights are kept for the ties of the graph, and this run heeds others",
                         "use mask = \"neighbours\" without added self-ties, or leave it out"));
  check_events(file, problems);
}

void Opinion::check_events(const ScenarioFile& file, std::vector<Problem>& problems) const {
  std::vector<Setting> settings;
  std::size_t index = 0;
  for (const Happening& event : events_) {
    const std::string place = "event[" + std::to_string(index++) + "]";
    if (event.step >= run_.steps)
      problems.push_back(file.problem(place + ".step", "the event at step " + std::to_string(event.step) +
                                                           " never happens: the run ends at step " +
                                                           std::to_string(run_.steps)));
    if (const auto* set = event.kind.get<events::Set>()) {
      settings.insert(settings.end(), set->set.begin(), set->set.end());
      check_settings(set->set, remodel(file, settings, problems), problems);
    }
  }
}

void Opinion::check_settings(const std::vector<Setting>& settings, const Model& after,
                             std::vector<Problem>& problems) {
  for (const Setting& s : settings)
    for (const std::string& key : after.settled_keys())
      if (s.path == "attention." + key || s.path.rfind("attention." + key + ".", 0) == 0)
        problems.push_back(problem_said(s.where, "dynamics '" + std::string(after.dynamics.kind.kind()) +
                                                     "' settles attention." + key +
                                                     " itself, so an event cannot set it"));
}

void Opinion::check_events_fit(const Network& network) const {
  for (const Happening& event : events_)
    if (const auto* stubborn = event.kind.get<events::AddStubborn>()) stubborn->check(network);
}

Model Opinion::remodel(const ScenarioFile& file, const std::vector<Setting>& settings,
                       std::vector<Problem>& problems) {
  Opinion other;
  std::vector<Problem> found;
  file.with(settings).fill([&](Fields& f) { other.fields(f); }, found);
  const auto of_a_setting = [&](const Problem& p) {
    return std::any_of(settings.begin(), settings.end(), [&](const Setting& s) {
      const Problem there = problem_said(s.where, "");
      return there.file == p.file && there.line == p.line && there.column == p.column;
    });
  };
  for (Problem& p : found)
    if (of_a_setting(p)) problems.push_back(std::move(p));  // the file's own are known
  return other.model_;
}

std::function<Model(const std::vector<Setting>&)> Opinion::remodelled(const ScenarioFile& file) {
  return [kept = std::make_shared<const ScenarioFile>(file.with({}))](const std::vector<Setting>& settings) {
    std::vector<Problem> problems;
    Model model = remodel(*kept, settings, problems);
    if (!problems.empty()) throw FileErrors(problems);
    return model;
  };
}

void Opinion::happen(const PartList<Happening>& events, World& world, std::int64_t step) {
  for (const Happening& event : events)
    if (event.due(step)) std::visit([&](const auto& e) { e.happen(world); }, event.kind.part());
}

bool Opinion::more_events(std::int64_t step) const {
  return std::any_of(events_.begin(), events_.end(), [step](const Happening& e) { return e.ahead(step); });
}

std::optional<Setup> Opinion::setup() const {
  const auto seed = static_cast<std::uint64_t>(run_.seed);
  Setup out{.model = model_, .network = graph_.make(seed), .seed = seed, .steps = run_.steps, .changes = {}};
  check_events_fit(out.network);
  for (const Happening& event : events_)
    out.changes.push_back("event '" + std::string(event.kind.kind()) + "' at step " +
                          std::to_string(event.step));
  return out;
}

std::optional<Course> Opinion::course(const ScenarioFile& file) const {
  return Course{*setup(), remodelled(file),
                [events = events_](World& world, std::int64_t step) { happen(events, world, step); }};
}

Outcome Opinion::rehearse(const ScenarioFile&) {
  const auto seed = static_cast<std::uint64_t>(run_.seed);
  const Network network = graph_.make(seed);
  const Simulation<float> simulation(model_, network, seed);
  check_events_fit(network);
  Outcome out;
  out.facts = facts_of(network);
  out.notes = network.notes;
  return out;
}

/// While the network is made: each tie itself beside its row graph, and where rows start and end.
double Opinion::least_memory_to_look() const {
  const graphs::Size size = graph_.size();
  return in_memory(size.ties * (sizeof(Tie) + sizeof(Agent)) + size.agents * 2 * sizeof(Edge));
}

/// The larger of that and of when the run begins: four states, the present one, those before and heard, and
/// the first; the row graph, and its rows as kernels have them; and, where the graph is kept, each tie once
/// more with its two ends and its weight, to be written.
///
/// Measured without limits, most held over what an idle process holds, in MB, with this beside it: 300000
/// agents of 20 ties 265 (242), 1 million of 5 283 (236), 100000 of 20 119 (81).
double Opinion::least_memory() const {
  const graphs::Size size = graph_.size();
  const std::size_t topics = model_.opinions.topics.size();
  const double number = run_.precision == Precision::float32 ? sizeof(float) : sizeof(double);
  if (graph_.largest_component) return least_memory_to_look();  // how much of it is kept is not known
  double bytes_a_tie = sizeof(Agent);
  if (SparseAttend<double>::suits(model_.settled_attention(), static_cast<int>(topics)))
    bytes_a_tie += sizeof(Agent);
  if (record_.graph || record_.attention_every > 0 || record_.graph_every > 0)
    bytes_a_tie += sizeof(Tie) + 2 * sizeof(Agent) + sizeof(double);
  const double running = size.ties * bytes_a_tie + size.agents * (4 * static_cast<double>(topics) * number +
                                                                  sizeof(Edge) + sizeof(double));
  return std::max(least_memory_to_look(), in_memory(running));
}

Outcome Opinion::run(const ScenarioFile& file, Recorder& recorder, Monitor& monitor) {
  Network network = graph_.make(static_cast<std::uint64_t>(run_.seed));
  check_events_fit(network);
  const std::size_t number = run_.precision == Precision::float32 ? sizeof(float) : sizeof(double);
  network.order = order_of(
      run_.order, network,
      static_cast<std::size_t>(network.agents()) * model_.opinions.topics.size() * number, run_.steps);
  return run_.precision == Precision::float32 ? go<float>(file, std::move(network), recorder, monitor)
                                              : go<double>(file, std::move(network), recorder, monitor);
}

template <class Real>
Outcome Opinion::go(const ScenarioFile& file, Network network, Recorder& recorder, Monitor& monitor) const {
  Outcome out;
  out.notes = network.notes;
  out.facts = facts_of(network);
  Simulation<Real> simulation(model_, std::move(network), static_cast<std::uint64_t>(run_.seed),
                              remodelled(file));
  Recording<Real> recording(record_, simulation, recorder);
  std::int64_t still = 0;
  const Carry carry = [&](Carried& c) {
    c.count("still", still, run_.steps);
    simulation.carried(c, run_.steps);
  };
  bool recorded = monitor.resume(carry);
  bool restful = simulation.model().restless().empty();
  while (true) {
    const std::int64_t step = simulation.steps();
    if (run_.tolerance > 0 && restful && still >= run_.patience && !more_events(step) &&
        !simulation.temperature_changes_after(step))
      out.ending = Ending::converged;
    const bool last = out.converged() || step == run_.steps;
    if (!std::exchange(recorded, false)) recording.record(last);
    if (last) break;
    monitor.between(step, run_.steps, carry);
    happen(events_, simulation, step);
    restful = simulation.model().restless().empty();
    const double moved = simulation.step();
    still = moved <= run_.tolerance ? still + 1 : 0;
    const auto [name, figure] = recording.latest();
    monitor.progress(step + 1, run_.steps, simulation.attend().pairs(), name, figure);
  }
  out.steps = simulation.steps();
  out.facts.emplace_back("algorithm", simulation.attend().algorithm());
  out.measured = recording.measured();
  out.warnings = warnings_of(simulation, out.converged(), run_);
  recording.finish(out);
  return out;
}

}  // namespace heed::scenarios

#include "analysis/audit/ask.hpp"

#include "analysis/runs.hpp"
#include "analysis/same_network.hpp"
#include "analysis/theory/subject.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

std::string ending_word(RunStatus status) {
  return status == RunStatus::failed    ? "failed"
         : status == RunStatus::not_run ? "did not run"
                                        : "did not end";
}

/// The run that was asked about, of all that a file has, by its place among them.
const TheoryRun& run_of(const TheorySubject& subject, const AuditOptions& options) {
  if (subject.runs.empty())
    throw Error(ErrorKind::data, fmt::format("'{}' has no run that finished", options.file));
  const auto count =
      static_cast<std::int64_t>(subject.results ? subject.results->runs.size() : subject.runs.size());
  if (!subject.sweeps() && count == 1 && options.run <= 0) return subject.runs.front();
  if (options.run < 0)
    throw Error(ErrorKind::usage,
                fmt::format("'{}' is a sweep of {} runs, and an audit is of one; say which by --run 0 … {}",
                            options.file, count, count - 1));
  if (options.run >= count)
    throw Error(ErrorKind::usage,
                fmt::format("--run {}: '{}' has runs 0 … {}", options.run, options.file, count - 1));
  const auto place = static_cast<std::size_t>(options.run);
  for (const TheoryRun& run : subject.runs)
    if (run.place == place) return run;
  throw Error(ErrorKind::data,
              fmt::format("--run {}: run {} {}; ask for one that finished, such as --run {}", place, place,
                          ending_word(subject.results->runs[place].status), subject.runs.front().place));
}

std::string settings_text(const TheoryRun& run) {
  std::vector<std::string> out;
  for (const Setting& s : run.settings) out.push_back(s.path + " = " + s.value);
  return join(out);
}

std::vector<std::int64_t> horizons_of(const AuditOptions& options, std::int64_t steps) {
  const std::int64_t left = steps - options.from;
  if (options.from < 0 || left < 1)
    throw Error(ErrorKind::usage, fmt::format("--from {}: twins must part before the run ends, at step {}",
                                              options.from, steps));
  std::vector<std::int64_t> out = options.horizons;
  if (out.empty()) {
    for (const std::int64_t h : {1, 2, 5, 10, 20, 50, 100})
      if (h <= left) out.push_back(h);
    return out;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.front() < 1 || out.back() > left)
    throw Error(ErrorKind::usage,
                fmt::format("--horizons {}: the run has {} steps left from step {}",
                            out.front() < 1 ? out.front() : out.back(), left, options.from));
  return out;
}

std::size_t topic_of(const std::vector<std::string>& topics, const std::string& name) {
  if (name.empty()) return 0;
  const auto at = std::find(topics.begin(), topics.end(), name);
  if (at == topics.end())
    throw Error(ErrorKind::usage, fmt::format("--topic {}: the topics are {}", name, join(topics)));
  return static_cast<std::size_t>(at - topics.begin());
}

double spread_of_opinions(const Matrix<double>& state, std::size_t topic) {
  const auto x = state.col(static_cast<Eigen::Index>(topic)).array();
  return std::sqrt((x - x.mean()).square().mean());
}

/// A hundredth of the standard deviation of opinions, with one digit; 0.01 where all agree.
double usual_delta(double spread) {
  if (!(spread > 1e-9)) return 0.01;
  const double power = std::pow(10, std::floor(std::log10(spread / 100)));
  return std::round(spread / 100 / power) * power;
}

/// Holds the run made again against what the file kept of it, at the last snapshot before twins part; stops
/// there. Opinions of float32 differ, as the run is made in float64 here.
void check_against(const Record& record, Type type, const Course& course, Simulation<double>& simulation,
                   std::int64_t from, std::vector<std::string>& notes) {
  const auto after =
      std::upper_bound(record.snapshots.begin(), record.snapshots.end(), static_cast<double>(from));
  if (after == record.snapshots.begin()) return;
  const auto place = static_cast<std::size_t>(after - record.snapshots.begin()) - 1;
  const auto step = static_cast<std::int64_t>(record.snapshots[place]);
  advance(course, simulation, step);
  const Matrix<double> kept = record.opinions(place);
  const double off = kept.rows() == simulation.state().rows() && kept.cols() == simulation.state().cols()
                         ? (kept - simulation.state()).cwiseAbs().maxCoeff()
                         : std::numeric_limits<double>::infinity();
  const double size = std::max(1.0, kept.cwiseAbs().maxCoeff());
  if (off > 1e-9 * size)
    notes.push_back(fmt::format("the run made again differs from the file by {:.2g} at step {}{}", off, step,
                                type == Type::float32 && off < 1e-3 * size
                                    ? ": it is made in float64 here"
                                    : "; has a file it reads changed, or is heed another version?"));
}

bool goes_by_chance(const Simulation<double>& start) {
  return start.attention().mode == Mode::sample || !start.model().restless().empty() ||
         start.model().dynamics.schedule.kind() != "synchronous";
}

std::vector<std::string> notes_of(const Course& course, const Twins& twins) {
  std::vector<std::string> out;
  const Simulation<double>& start = twins.start();
  if (goes_by_chance(start))
    out.emplace_back(
        "agents draw or take turns at random: twins keep all draws, so this is the influence on one "
        "path of chance; a draw that a nudge turns is a jump. Compare seeds by --set run.seed=…");
  if (!course.setup.changes.empty())
    out.push_back(course.setup.changes.front() +
                  " happens to twins too, and may find another world there: networks of twins can part");
  if (start.model().dynamics.kind.get<dynamics::ActivityDriven>() != nullptr)
    out.emplace_back("attention here is whom an active agent would contact; who is active is drawn");
  return out;
}

/// An agent tied to most others cannot be tied to as many new ones.
void note_hubs(const Graph& graph, const std::vector<Agent>& asked, std::vector<std::string>& notes) {
  const std::vector<Agent> contacts = contact_counts(graph);
  const auto hubs = std::count_if(asked.begin(), asked.end(), [&](Agent agent) {
    return 2 * contacts[static_cast<std::size_t>(agent)] > graph.agents() - 1;
  });
  if (hubs > 0)
    notes.push_back(
        fmt::format("{} of {} agents asked about are tied to more than half of all others, so that "
                    "rewiring leaves them some of their contacts: their influence comes out too small",
                    hubs, asked.size()));
}

}  // namespace

std::string Audit::name_of(Agent agent) const {
  return network.labels.empty() ? std::to_string(agent) : network.labels[static_cast<std::size_t>(agent)];
}

Audit ask(const AuditOptions& options, const MakeScenario& make, SweepMonitor& monitor) {
  const TheorySubject subject = open_theory_subject(options.file, options.sets, options.folder);
  const TheoryRun& run = run_of(subject, options);
  const ScenarioFile file = subject.file.with(run.settings);
  const auto scenario = checked_scenario(make, file);
  refuse_too_little_memory(scenario->least_memory_to_look());
  std::optional<Course> found = scenario->course(file);
  if (!found)
    throw Error(ErrorKind::data,
                fmt::format("'{}' cannot be audited: it is not a run of opinions on a network, so "
                            "there is no one to nudge",
                            options.file));
  if (subject.results && !subject.changed) need_same_network(*subject.results, found->setup.network.graph);
  const Course course = options.act == Act::nudge ? std::move(*found) : with_all_ties(std::move(*found));
  const Setup& setup = course.setup;
  Audit out{
      .file = options.file, .title = subject.title, .run = settings_text(run), .scenario_text = file.text()};
  Question question{.act = options.act,
                    .delta = options.delta,
                    .topic = topic_of(setup.model.opinions.topics, options.topic),
                    .horizons = horizons_of(options, setup.steps)};
  Simulation<double> simulation = begin(course);
  if (run.record && run.record->opinions && options.sets.empty() && options.act == Act::nudge)
    check_against(*run.record, subject.results->reader.variable("opinion").type, course, simulation,
                  options.from, out.notes);
  advance(course, simulation, options.from);
  out.spread = spread_of_opinions(simulation.state(), question.topic);
  out.largest = simulation.state().col(static_cast<Eigen::Index>(question.topic)).cwiseAbs().maxCoeff();
  if (question.delta == 0) question.delta = usual_delta(out.spread);
  const Twins twins(course, simulation, question);
  const std::size_t count =
      options.agents > 0 ? static_cast<std::size_t>(options.agents) : agents_within(options.budget, twins);
  if (options.most > 0 && cost_once(twins) + static_cast<double>(count) * cost_each(twins) > options.most)
    throw Error(ErrorKind::data, fmt::format("it takes a while for {} agents; ask heed audit {}",
                                             setup.network.agents(), options.file));
  out.from = options.from;
  out.steps = setup.steps;
  out.seed = setup.seed;
  out.network = setup.network;
  out.topics = setup.model.opinions.topics;
  out.flips = !setup.model.domain().values.empty();
  out.chance = goes_by_chance(twins.start());
  out.exact = exact_influence(course, twins);
  if (options.act == Act::nudge) out.long_run = long_run_influence(course);
  for (std::string& note : notes_of(course, twins)) out.notes.push_back(std::move(note));
  const std::vector<Agent> asked = drawn_agents(setup.network.agents(), count, setup.seed);
  if (options.act == Act::rewire) note_hubs(twins.start().network().graph, asked, out.notes);
  out.influence = influence(twins, asked, out.exact, monitor);
  return out;
}

}  // namespace heed::analysis

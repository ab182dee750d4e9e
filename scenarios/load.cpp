#include "scenarios/load.hpp"

#include "heed/core/choice.hpp"
#include "heed/core/hash.hpp"
#include "heed/core/parameters.hpp"
#include "heed/core/places.hpp"
#include "heed/core/shell_word.hpp"
#include "heed/core/version.hpp"
#include "heed/io/part_file.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/run/inputs.hpp"
#include "heed/scenarios.hpp"
#include "heed/simd/instructions.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

/// How a run is kept from being lost, which makes no difference to it, so that files do not say it.
constexpr std::string_view not_recorded = "run.checkpoint";

/// The parameters of a scenario as files have them.
std::vector<Parameter> recorded_parameters(Scenario& scenario) {
  std::vector<Parameter> out = parameters([&](Fields& f) { scenario.fields(f); });
  std::erase_if(out, [](const Parameter& p) { return p.path == not_recorded; });
  return out;
}

/// The files that runs read, each behind the parameter that names it.
std::vector<std::pair<std::string, std::string>> named_inputs(const Loaded& loaded) {
  std::vector<std::pair<std::string, std::string>> out = files_read(*loaded.scenario);
  if (!loaded.sweep.table.empty()) out.emplace_back("sweep.table", loaded.sweep.table.resolved);
  return out;
}

constexpr std::int64_t format_read = 1;

/// The format that a file says it has.
std::int64_t format_of(const ScenarioFile& file) {
  std::int64_t out = format_read;
  std::vector<Problem> ignored;
  file.fill([&](Fields& f) { f("heed", out, any(), ""); }, ignored);
  return out;
}

/// Calls visit with an empty instance holder of each scenario type.
template <class Visit> void each_scenario(Visit visit) {
  [&]<class... S>(std::tuple<S...>*) {
    (visit(static_cast<S*>(nullptr)), ...);
  }(static_cast<Catalogue*>(nullptr));
}

}  // namespace

void Header::fields(Fields& f) {
  f("heed", format, between(format_read, format_read), "version of this file format");
  f("title", title, any(), "one line for people");
  f("scenario", scenario, one_of(scenario_names()),
    "the program that runs; heed describe --scenario NAME explains each");
  f("base", base, any(), "a file that this one stands on: what is said here replaces what is said there");
}

std::vector<std::string> scenario_names() {
  std::vector<std::string> out;
  each_scenario([&]<class S>(S*) { out.emplace_back(kind_name<S>()); });
  return out;
}

std::unique_ptr<Scenario> make_scenario(const std::string& name) {
  std::unique_ptr<Scenario> out;
  each_scenario([&]<class S>(S*) {
    if (kind_name<S>() == name) out = std::make_unique<S>();
  });
  return out;
}

void declare(Fields& f, Header& header, Scenario& scenario, SweepSettings& sweep) {
  header.fields(f);
  scenario.fields(f);
  f.table("sweep", sweep, "many runs: which parameters vary, and how often each point is repeated");
}

std::function<void(Fields&)> declaration(const std::string& scenario) {
  return [scenario](Fields& f) {
    Header header;
    header.scenario = scenario;
    SweepSettings sweep;
    declare(f, header, *make_scenario(scenario), sweep);
  };
}

std::unique_ptr<Scenario> fill(const ScenarioFile& file, Header& header, SweepSettings& sweep,
                               std::vector<Problem>& problems, std::vector<std::string>* left_over) {
  if (const std::int64_t format = format_of(file); format != format_read) {  // the rest may mean anything
    problems.push_back(file.problem(
        "heed", fmt::format("the file is of format {}; this heed reads {}", format, format_read)));
    return make_scenario(header.scenario);
  }
  // Pass 1: the name of the scenario decides what the rest may say.
  std::vector<Problem> ignored;
  file.fill([&](Fields& f) { header.fields(f); }, ignored);
  // Pass 2: all of it.
  std::unique_ptr<Scenario> scenario = make_scenario(header.scenario);
  const std::size_t before = problems.size();
  file.fill([&](Fields& f) { declare(f, header, *scenario, sweep); }, problems, left_over,
            [&] { return places(declaration(header.scenario)); });
  // Of an unknown kind there is nothing to check.
  const auto kind = [](const Problem& p) { return p.message.find("is not one of the") != std::string::npos; };
  if (std::none_of(problems.begin() + static_cast<std::ptrdiff_t>(before), problems.end(), kind))
    scenario->check(file, problems);
  return scenario;
}

Loaded load(const std::string& path, const std::vector<std::string>& sets) {
  Loaded out{ScenarioFile::read(path, sets), {}, nullptr, {}, false};
  std::vector<Problem> problems;
  std::vector<std::string> left_over;
  out.scenario = fill(out.file, out.header, out.sweep, problems, &left_over);
  if (!problems.empty()) throw FileErrors(std::move(problems));
  if (out.file.says(std::string(not_recorded))) left_over.emplace_back(not_recorded);
  out.file.drop(left_over);
  out.sweeps = out.file.says("sweep");
  return out;
}

std::unique_ptr<Scenario> make_point(const ScenarioFile& file, std::vector<Problem>& problems) {
  Header header;
  SweepSettings sweep;
  return fill(file, header, sweep, problems);
}

/// Adds what is not said yet: many points have the same mistake.
static void add_new(std::vector<Problem>&& found, std::vector<Problem>& problems) {
  for (Problem& p : found)
    if (std::find(problems.begin(), problems.end(), p) == problems.end()) problems.push_back(std::move(p));
}

/// Every point of a design must be a file without problems, and all must record the same axes. Notes their
/// horizons. Once there is a problem, only points with a value that was not tried yet are looked at.
static void check_points(const Loaded& loaded, Design& design, std::vector<Problem>& problems) {
  std::vector<std::string> shape;
  std::set<std::pair<std::size_t, std::string>> tried;
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    bool is_new = false;
    for (std::size_t k = 0; k < design.parameters.size(); ++k)
      is_new |= tried.emplace(k, design.points[point][k]).second;
    if (!is_new && !problems.empty()) continue;
    std::vector<Problem> found;
    const auto scenario = make_point(loaded.file.with(design.settings(point * design.seeds.size())), found);
    add_new(std::move(found), problems);
    if (!problems.empty()) continue;
    const Frame frame = scenario->frame();
    design.horizons.push_back(frame.steps);
    design.least_memory.push_back(scenario->least_memory());
    if (point == 0) shape = frame.shape;
    if (frame.shape != shape)
      problems.push_back(loaded.file.problem(
          "sweep.over",
          "runs of this sweep differ in what they record: " + join(shape) + "; and " + join(frame.shape),
          "all runs of a file must be alike in what they record; make a sweep of each"));
  }
}

Design checked_design(const Loaded& loaded) {
  std::vector<Problem> problems;
  if (!loaded.sweeps)
    throw Error(ErrorKind::usage, loaded.file.path() + " has no [sweep]; run it with: heed run " +
                                      shell_word(loaded.file.path()));
  const Frame frame = loaded.scenario->frame();
  Design design = make_design(loaded.sweep, static_cast<std::uint64_t>(frame.seed), problems, frame.names);
  if (design.parameters.empty() && problems.empty())
    problems.push_back(
        loaded.file.problem("sweep", "the sweep varies nothing",
                            "name parameters in [sweep.over], such as attention.temperature = [0.1, 1.0]"));
  for (const Swept& p : design.parameters) {
    if (p.path == "run.precision" && loaded.sweep.states != Keep::none)
      problems.push_back(
          problem_said(p.where, "'run.precision' cannot vary in a sweep that keeps states",
                       "all states of a file are of one precision; say sweep.states = \"none\", "
                       "or make a sweep of each"));
    const bool shape = p.path.rfind("record.", 0) == 0 || p.path.rfind("sweep.", 0) == 0;
    if (shape || p.path == "run.seed")
      problems.push_back(problem_said(p.where, "'" + p.path + "' cannot vary in a sweep",
                                      shape ? "all runs of a file must be alike in what they record"
                                            : "sweep.seeds says how many seeds each point runs with"));
  }
  check_points(loaded, design, problems);
  if (!problems.empty()) throw FileErrors(std::move(problems));
  return design;
}

std::string heading(const Loaded& loaded) {
  return loaded.header.title.empty() ? loaded.file.path() : loaded.header.title;
}

std::vector<std::string> input_files(const Loaded& loaded) {
  std::vector<std::string> out;
  for (const auto& [parameter, file] : named_inputs(loaded)) out.push_back(file);
  return out;
}

std::vector<std::string> input_files(const Loaded& loaded, const Design& design) {
  std::vector<std::string> out = input_files(loaded);
  const std::set<std::string> there(out.begin(), out.end());
  for (std::string& file : files_read(loaded.file, design, make_point))
    if (!there.contains(file)) out.push_back(std::move(file));
  return out;
}

void refuse_input_as_output(const Loaded& loaded, const std::string& output) {
  refuse_to_replace(output, files_behind(loaded.file, make_point));
}

Identity identity_of(const Loaded& loaded) {
  Identity out{{"heed", version()},
               {"arithmetic", std::string(arithmetic())},
               {"title", loaded.header.title},
               {"scenario", loaded.header.scenario}};
  for (const Parameter& p : recorded_parameters(*loaded.scenario)) out.emplace_back(p.path, p.toml);
  const auto hash = [](const std::string& text) { return fmt::format("{:016x}", hash_of(text)); };
  for (const auto& [parameter, input] : named_inputs(loaded)) {
    std::ifstream in(input, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    out.emplace_back("the content of " + parameter, hash(text.str()));
  }
  out.emplace_back("the text of the scenario file", hash(loaded.file.text()));
  return out;
}

namespace {

bool is_of(const TrajectoryReader& reader, const Loaded& loaded, const std::string& inputs) {
  return text_among(reader.attributes(), "inputs") == inputs &&
         reader.texts("scenario_text") == std::vector<std::string>{loaded.file.text()};
}

}  // namespace

bool is_run_of(const Loaded& loaded, const std::string& inputs, const std::string& output) try {
  return is_of(TrajectoryReader(output), loaded, inputs);
} catch (const Error&) {
  return false;
}

bool is_result_of(const Loaded& loaded, const std::string& inputs, const std::string& output) try {
  const TrajectoryReader reader(output);
  return text_among(reader.attributes(), "source") == made_by() && is_of(reader, loaded, inputs);
} catch (const Error&) {
  return false;
}

void write_identity(Recorder& recorder, const Loaded& loaded) {
  recorder.attribute({"Conventions", std::string("CF-1.10")});
  recorder.attribute({"title", loaded.header.title});
  recorder.attribute({"source", made_by()});
  recorder.attribute({"scenario", loaded.header.scenario});
  recorder.attribute({"seed", std::vector<std::int64_t>{loaded.scenario->frame().seed}});
  for (const Parameter& p : recorded_parameters(*loaded.scenario)) {
    if (const auto* number = std::get_if<double>(&p.value))
      recorder.attribute({p.path, std::vector<double>{*number}});
    else if (const auto* whole = std::get_if<std::int64_t>(&p.value))
      recorder.attribute({p.path, std::vector<std::int64_t>{*whole}});
    else if (const auto* flag = std::get_if<bool>(&p.value))
      recorder.attribute({p.path, std::vector<std::int8_t>{static_cast<std::int8_t>(*flag)}});
    else
      recorder.attribute({p.path, std::get<std::string>(p.value)});
  }
  recorder.variable(
      {"scenario_text", Type::text, {}, {{"long_name", std::string("the scenario file as run")}}});
  const std::vector<std::string> text{loaded.file.text()};
  recorder.write("scenario_text", std::span<const std::string>(text));
}

}  // namespace heed::scenarios

#include "scenarios/load.hpp"

#include "heed/core/choice.hpp"
#include "heed/core/parameters.hpp"
#include "heed/core/version.hpp"
#include "heed/scenarios.hpp"

#include <tuple>

namespace heed::scenarios {
namespace {

/// Calls visit with an empty instance holder of each scenario type.
template <class Visit> void each_scenario(Visit visit) {
  [&]<class... S>(std::tuple<S...>*) {
    (visit(static_cast<S*>(nullptr)), ...);
  }(static_cast<Catalogue*>(nullptr));
}

}  // namespace

void Header::fields(Fields& f) {
  f("heed", format, between(1, 1), "version of this file format");
  f("title", title, any(), "one line for people");
  f("scenario", scenario, one_of(scenario_names()), "the program that runs");
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
    SweepSettings sweep;
    declare(f, header, *make_scenario(scenario), sweep);
  };
}

std::unique_ptr<Scenario> fill(const ScenarioFile& file, Header& header, SweepSettings& sweep,
                               std::vector<Problem>& problems) {
  // Pass 1: the name of the scenario decides what the rest may say.
  std::vector<Problem> ignored;
  file.fill([&](Fields& f) { header.fields(f); }, ignored);
  // Pass 2: all of it.
  std::unique_ptr<Scenario> scenario = make_scenario(header.scenario);
  const std::size_t before = problems.size();
  file.fill([&](Fields& f) { declare(f, header, *scenario, sweep); }, problems);
  if (problems.size() == before) scenario->check(file, problems);
  return scenario;
}

Loaded load(const std::string& path, const std::vector<std::string>& sets) {
  Loaded out{ScenarioFile::read(path, sets), {}, nullptr, {}, false};
  std::vector<Problem> problems;
  out.scenario = fill(out.file, out.header, out.sweep, problems);
  if (!problems.empty()) throw FileErrors(std::move(problems));
  out.sweeps = out.file.says("sweep");
  return out;
}

void write_identity(Recorder& recorder, Loaded& loaded) {
  recorder.attribute({"Conventions", std::string("CF-1.10")});
  recorder.attribute({"title", loaded.header.title});
  recorder.attribute({"source", "heed " + version()});
  recorder.attribute({"scenario", loaded.header.scenario});
  recorder.attribute({"seed", std::vector<std::int64_t>{loaded.scenario->run_settings().seed}});
  for (const Parameter& p : parameters([&](Fields& f) { loaded.scenario->fields(f); })) {
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

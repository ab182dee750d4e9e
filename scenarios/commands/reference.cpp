#include "heed/core/error.hpp"
#include "heed/core/folded.hpp"
#include "heed/core/parameters.hpp"
#include "heed/core/places.hpp"
#include "heed/core/version.hpp"
#include "heed/io/hdf5.hpp"
#include "heed/io/schema.hpp"
#include "heed/predict/law.hpp"
#include "heed/simd/instructions.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/load.hpp"

#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

/// The scenarios there are, the default one first.
std::vector<std::string> scenarios_in_order() {
  std::vector<std::string> out = scenario_names();
  std::stable_partition(out.begin(), out.end(), [](const std::string& s) { return s == Header().scenario; });
  return out;
}

bool same(const Catalogue& a, const Catalogue& b) {
  return a.name == b.name && std::equal(a.kinds.begin(), a.kinds.end(), b.kinds.begin(), b.kinds.end(),
                                        [](const Kind& x, const Kind& y) { return x.name == y.name; });
}

/// A catalogue as listed: one that only some scenarios have says whose it is.
struct Listed {
  Catalogue catalogue;
  std::string title;
};

std::vector<Listed> all_catalogues() {
  std::vector<Listed> out;
  for (const std::string& scenario : scenarios_in_order())
    for (Catalogue& c : catalogues(declaration(scenario)))
      if (std::none_of(out.begin(), out.end(), [&](const Listed& l) { return same(l.catalogue, c); })) {
        const bool taken =
            std::any_of(out.begin(), out.end(), [&](const Listed& l) { return l.catalogue.name == c.name; });
        std::string title(c.name);
        if (taken) title += " (" + scenario + ")";
        out.push_back({std::move(c), std::move(title)});
      }
  return out;
}

int list(const std::string& only, const std::vector<Catalogue>& more) {
  Catalogue scenarios{"scenarios", {}};
  std::vector<std::pair<std::string, std::string>> summaries;
  for (const std::string& name : scenario_names())
    summaries.emplace_back(name, make_scenario(name)->summary());
  for (const auto& [name, summary] : summaries) scenarios.kinds.push_back({name, summary});
  std::vector<Listed> all{{scenarios, "scenarios"}};
  for (Listed& l : all_catalogues()) all.push_back(std::move(l));
  all.push_back({{"theory", laws_of_theory()}, "theory"});
  for (const Catalogue& c : more) all.push_back({c, c.name});
  std::vector<std::string> names;
  bool first = true;
  for (const auto& [c, title] : all) {
    if (std::find(names.begin(), names.end(), c.name) == names.end()) names.emplace_back(c.name);
    if (!only.empty() && c.name != only) continue;
    fmt::print("{}{}\n", first ? "" : "\n", title);
    for (const Kind& kind : c.kinds) {
      const std::string head = fmt::format("  {:<26} ", kind.name);
      fmt::print("{}\n", folded(head + std::string(kind.summary), head.size(), line_width(stdout)));
    }
    first = false;
  }
  if (!first) return 0;
  const std::string near = nearest(only, names);
  throw Error(ErrorKind::usage,
              "there is no catalogue '" + only + "'; " +
                  (near.empty() ? "catalogues: " + join(names) : "did you mean '" + near + "'?"));
}

/// Explains a law of theory, or all of them; "" where none is called so.
std::string describe_law(const std::string& topic) {
  std::string out;
  for (const Kind& law : laws_of_theory()) {
    if (topic != "theory" && topic != law.name) continue;
    out += fmt::format("{}{}\n  {}\n  source: {}\n", out.empty() ? "" : "\n", law.name, law.summary,
                       source_of_law(law.name));
  }
  if (!out.empty())
    out += "\nheed theory FILE asks every law of a setting, heed theory FILE --law NAME one\n";
  return out;
}

/// All parameters of this name, each under its place; "" where there is none.
std::string describe_called(const std::string& name, const std::function<void(Fields&)>& declare) {
  std::string out;
  for (const std::string& place : places_called(name, places(declare))) {
    const std::string text = heed::describe(declare, place);
    if (!out.empty()) out += '\n';
    if (text.find(place) == std::string::npos)
      out += place + ", of the ";  // "graphs:", with all that have it
    out += text;
  }
  return out;
}

/// A topic is looked for in the scenario asked for, or in one after the other: as what it says, then as the
/// last word of a place.
std::string description(const std::vector<std::string>& scenarios, const std::string& topic) {
  for (const std::string& name : scenarios)
    if (std::string text = heed::describe(declaration(name), topic); !text.empty()) return text;
  if (std::string text = describe_law(topic); !text.empty()) return text;
  for (const std::string& name : scenarios)
    if (std::string text = describe_called(topic, declaration(name)); !text.empty()) return text;
  return "";
}

/// All that there is a description of.
std::vector<std::string> describable(const std::vector<std::string>& scenarios) {
  std::vector<std::string> out{"theory"};
  for (const Kind& law : laws_of_theory()) out.emplace_back(law.name);
  for (const std::string& name : scenarios) {
    for (std::string& word : topics(declaration(name))) out.push_back(std::move(word));
    for (std::string& place : places(declaration(name))) {
      out.push_back(place.substr(place.rfind('.') + 1));
      out.push_back(std::move(place));
    }
  }
  return out;
}

int describe(const std::string& scenario, const std::string& topic) {
  const std::vector<std::string> scenarios = scenario.empty() ? scenarios_in_order() : std::vector{scenario};
  if (const std::string text = description(scenarios, topic); !text.empty()) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
      std::cout << folded(line, std::min(line.find_first_not_of(' '), line.size()) + 2, line_width(stdout))
                << '\n';
    return 0;
  }
  const std::string near = nearest(topic, describable(scenarios));
  throw Error(ErrorKind::usage, "nothing is called '" + topic + "'; " +
                                    (near.empty() ? "see heed list, or heed describe without a topic"
                                                  : "did you mean '" + near + "'?"));
}

}  // namespace

void add_list(CLI::App& app, int& status, std::vector<heed::Catalogue> more) {
  auto only = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("list", "list what there is: scores, masks, dynamics, observables …");
  command->add_option("CATALOGUE", *only, "One catalogue only, such as scores");
  command->footer(
      "Examples:\n"
      "  heed list scores\n"
      "  heed list theory");
  command->callback([only, more = std::move(more), &status] { status = list(*only, more); });
}

void add_describe(CLI::App& app, int& status) {
  auto topic = std::make_shared<std::string>();
  auto scenario = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("describe", "explain every parameter, or one: heed describe attention.score");
  command->add_option(
      "TOPIC", *topic,
      "A table, parameter, catalogue or kind: attention, temperature, run.steps, scores, similarity");
  command
      ->add_option("--scenario", *scenario,
                   "The scenario whose parameters are meant; unless given, opinion, and for a topic "
                   "that has none, the others")
      ->type_name("NAME")
      ->check(CLI::IsMember(scenario_names()));
  command->footer(
      "Examples:\n"
      "  heed describe attention              a table of the scenario file\n"
      "  heed describe bounded_confidence     a kind of a catalogue\n"
      "  heed describe --scenario market      all of another scenario");
  command->callback([topic, scenario, &status] { status = describe(*scenario, *topic); });
}

void add_schema(CLI::App& app, int& status) {
  auto scenario = std::make_shared<std::string>("opinion");
  CLI::App* command = app.add_subcommand("schema", "print the JSON Schema of scenario files, for editors");
  command->add_option("--scenario", *scenario, "The scenario whose files are meant")
      ->type_name("NAME")
      ->check(CLI::IsMember(scenario_names()));
  command->footer(
      "Examples:\n"
      "  heed schema > heed.schema.json\n"
      "      then, on the first line of a scenario file: #:schema heed.schema.json");
  command->callback([scenario, &status] {
    std::cout << json_schema(declaration(*scenario), "heed scenario file: " + *scenario) << '\n';
    status = 0;
  });
}

void add_version(CLI::App& app, int& status) {
  auto verbose = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand(
      "version", "print the version, with -v those of the libraries below and the instructions in use");
  command->add_flag("-v,--verbose", *verbose, "The libraries too");
  command->footer(
      "Examples:\n"
      "  heed version -v");
  command->callback([verbose, &status] {
    std::cout << "heed " << version() << '\n';
    if (*verbose) {
      for (const auto& [name, number] : libraries()) fmt::print("  {:<10} {}\n", name, number);
      fmt::print("  {:<10} {}\n", "HDF5", hdf5_version());
      std::vector<std::string> usable;
      for (const Instructions set : usable_instructions()) usable.emplace_back(name_of(set));
      fmt::print("  {:<10} {} (this machine can use {})\n", "vectors", name_of(instructions()), join(usable));
    }
    status = 0;
  });
}

}  // namespace heed::scenarios

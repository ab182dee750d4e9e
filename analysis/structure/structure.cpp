#include "analysis/structure/structure.hpp"

#include "analysis/chart.hpp"
#include "analysis/json.hpp"
#include "analysis/table.hpp"
#include "heed/core/error.hpp"
#include "heed/core/random.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/core/text_file.hpp"
#include "heed/structure/scores.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

struct Options {
  std::string file, groups = "auto";
  std::vector<std::string> sets;
  StructureOptions structure;
  bool csv = false, json = false;
};

/// The scenario of a TOML file, or one made of nothing but a network file.
ScenarioFile scenario_of(const Options& options) {
  const std::filesystem::path path = options.file;
  if (path.extension() == ".toml") return ScenarioFile::read(options.file, options.sets);
  if (path.extension() == ".h5")
    throw Error(
        ErrorKind::usage,
        fmt::format("'{}' is an output; give the scenario or the network file it came from", options.file));
  if (const std::string why = why_not_opened(options.file); !why.empty())
    throw Error(ErrorKind::data, fmt::format("cannot open '{}': {}", options.file, why));
  std::string name = path.filename().string();
  std::vector<Setting> settings{{"graph.file", to_toml(Place(&name)), options.file}};
  for (const std::string& set : options.sets) settings.push_back(parse_set(set));
  return ScenarioFile::parse("heed = 1\n[graph]\nkind = \"file\"\n", options.file).with(settings);
}

Network network_of(const Options& options, const MakeScenario& make) {
  const auto scenario = checked_scenario(make, scenario_of(options));
  auto network = scenario->network();
  if (!network) throw Error(ErrorKind::data, fmt::format("'{}' is not about a network", options.file));
  return std::move(*network);
}

using Groups = StructureOptions::Groups;

/// Communities where there are some, else two sides of the graph's own.
Groups groups_of(const Options& options, const Network& network) {
  const bool communities = network.community_names.size() > 1;
  if (options.groups == "auto") return communities ? Groups::communities : Groups::spectral;
  if (options.groups == "spectral") return Groups::spectral;
  if (communities) return Groups::communities;
  throw Error(ErrorKind::data,
              "the network has no communities; name a column with --set graph.community=NAME, or "
              "use --groups spectral");
}

std::string head(const Options& options, const Network& network, const StructureOptions& structure) {
  const std::string groups = structure.groups == Groups::spectral
                                 ? "two sides found in the graph, and again in each null graph"
                                 : fmt::format("{} communities", network.community_names.size());
  return fmt::format("{}: {} agents, {} ties, {}\n", options.file, network.agents(), network.graph.edges(),
                     groups);
}

std::string text(const std::vector<StructureScore>& scores, const StructureOptions& structure) {
  Table table;
  table.columns.push_back({.name = "measure", .left = true});
  for (const char* name : {"value", "null mean", "null sd", "z", "normalised"})
    table.columns.push_back({name});
  for (const StructureScore& s : scores)
    table.rows.push_back({std::string(s.name), fmt::format("{:.6f}", s.value), short_number(s.null_mean, 4),
                          short_number(s.null_sd, 2), short_number(s.z(), 3),
                          short_number(s.normalised(), 4)});
  std::string out = "\n" + text_table(table, Screen::from_environment().table_width).text;
  out += fmt::format(
      "null: {} random graphs with the same degrees; normalised: value - null mean; z: that over the null "
      "sd\n\n",
      structure.nulls);
  for (const StructureScore& s : scores) out += fmt::format("  {:<20} {}\n", s.name, s.meaning);
  return out;
}

std::string csv(const std::vector<StructureScore>& scores) {
  std::string out = csv_line({"measure", "value", "null_mean", "null_sd", "z", "normalised"});
  for (const StructureScore& s : scores)
    out += csv_line({std::string(s.name), s.value, s.null_mean, s.null_sd, s.z(), s.normalised()});
  return out;
}

nlohmann::ordered_json json(const Options& options, const Network& network,
                            const std::vector<StructureScore>& scores) {
  Json out{{"kind", "structure"},
           {"file", options.file},
           {"agents", network.agents()},
           {"ties", network.graph.edges()},
           {"nulls", options.structure.nulls},
           {"measures", Json::object()}};
  for (const StructureScore& s : scores)
    out["measures"][std::string(s.name)] = {{"value", to_json(s.value)},
                                            {"null_mean", to_json(s.null_mean)},
                                            {"null_sd", to_json(s.null_sd)},
                                            {"z", to_json(s.z())},
                                            {"normalised", to_json(s.normalised())}};
  return out;
}

void structure(Options options, const MakeScenario& make) {
  if (options.csv && options.json)
    throw Error(ErrorKind::usage, "'--csv' and '--json' are two forms of one result; give one of them");
  const Network network = network_of(options, make);
  options.structure.groups = groups_of(options, network);
  const std::vector<StructureScore> scores = structure_scores(network, options.structure);
  if (options.csv)
    print_csv(csv(scores));
  else if (options.json)
    std::cout << json_text(json(options, network, scores)) << '\n';
  else
    print_text(head(options, network, options.structure) + text(scores, options.structure));
  for (const std::string& note : network.notes) std::cerr << "note: " << for_terminal(note) << '\n';
}

}  // namespace

void add_structure(CLI::App& app, int& status, MakeScenario make) {
  CLI::App* command =
      app.add_subcommand("structure", "measures of a network, beside random graphs with the same degrees");
  const auto options = std::make_shared<Options>();
  StructureOptions& structure_options = options->structure;
  command->add_option("FILE", options->file, "A scenario file (TOML) or a network file")->required();
  command
      ->add_option("--set", options->sets,
                   "Set a parameter, such as --set graph.community=value; any number of times")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command
      ->add_option("--groups", options->groups,
                   "Communities, spectral (two sides found in the graph), or auto")
      ->check(CLI::IsMember({"auto", "communities", "spectral"}));
  command->add_option("--nulls", structure_options.nulls, "Random graphs to compare with (100)")
      ->type_name("N")
      ->check(CLI::Range(2, 100000));
  command
      ->add_option("--share", structure_options.share, "Random agents of each side at which walks end (0.1)")
      ->type_name("P")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--draws", structure_options.draws, "How often these are drawn (20)")
      ->type_name("N")
      ->check(CLI::Range(1, 100000));
  command->add_option("--top", structure_options.top, "Most tied agents of each side at which walks end (10)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000));
  command->add_option("--seed", structure_options.seed, "Of the random graphs and agents (1)")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{0}, static_cast<std::int64_t>(largest_seed)));
  command->add_flag("--csv", options->csv, "CSV: measure,value,null_mean,null_sd,z,normalised");
  command->add_flag("--json", options->json, "JSON");
  command->footer(
      "Examples:\n"
      "  heed structure scenarios/opinion/karate.toml\n"
      "  heed structure polblogs.gml --set graph.community=value --nulls 400");
  command->callback([options, make = std::move(make), &status] {
    structure(*options, make);
    status = 0;
  });
}

}  // namespace heed::analysis

#include "heed/core/error.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/load.hpp"

#include <iostream>
#include <memory>

namespace heed::scenarios {
namespace {

int validate(const CommonOptions& options) {
  Loaded loaded = load(options.file, options.settings());
  const Outcome outcome = loaded.scenario->rehearse(loaded.file);
  std::vector<std::string> facts;
  for (const auto& [name, value] : outcome.facts) facts.push_back(name + ": " + value);
  if (loaded.sweeps) facts.push_back("runs: " + std::to_string(checked_design(loaded).runs()));
  facts.push_back("steps: at most " + std::to_string(loaded.scenario->frame().steps));
  std::cout << options.file << ": ok (" << join(facts, "; ") << ")\n";
  for (const std::string& note : outcome.notes) std::cerr << "note: " << note << '\n';
  return 0;
}

}  // namespace

void add_validate(CLI::App& app, int& status) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* command =
      app.add_subcommand("validate", "check a scenario file, and make its network, without running it");
  add_input_options(*command, *options);
  command->footer(
      "Examples:\n"
      "  heed validate my.toml                        all mistakes at once, each with its line\n"
      "  heed validate my.toml --set graph.file=ties.txt");
  command->callback([options, &status] { status = validate(*options); });
}

}  // namespace heed::scenarios

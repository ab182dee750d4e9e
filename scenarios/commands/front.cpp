#include "scenarios/commands/front.hpp"

#include "heed/core/error.hpp"
#include "heed/core/version.hpp"
#include "scenarios/commands/help.hpp"

#include <memory>
#include <string>
#include <vector>

namespace heed::scenarios {

void furnish(CLI::App& app) {
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "show this help");
  app.set_version_flag("--version", "heed " + version(), "show the version");
  app.formatter(std::make_shared<HelpFormatter>());
}

void title(CLI::App& app, const char* words) {
  for (CLI::App* command : app.get_subcommands(nullptr))
    if (command->get_group() == "Subcommands") command->group(words);
}

void add_footer(CLI::App& app) {
  std::vector<std::string> codes;
  for (const ExitCode& c : exit_codes) codes.push_back(std::to_string(c.code) + " " + std::string(c.meaning));
  app.footer(R"(Start here:
  heed run scenarios/opinion/echo_chamber.toml          one run
  heed analyze echo_chamber.h5                          what came out
  heed sweep scenarios/opinion/temperature_sweep.toml   many runs
  heed theory temperature_sweep.h5                      what theory says of them

Exit codes: )" +
             join(codes, "; ") + ".");
}

const CLI::App& command_called(const CLI::App& app, const std::string& name) {
  std::vector<std::string> known;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    if (command->get_name() == name) return *command;
    if (!command->get_group().empty()) known.push_back(command->get_name());
  }
  const std::string near = nearest(name, known);
  throw Error(ErrorKind::usage,
              "there is no command '" + name + "'; " +
                  (near.empty() ? "commands: " + join(known) : "did you mean '" + near + "'?"));
}

}  // namespace heed::scenarios

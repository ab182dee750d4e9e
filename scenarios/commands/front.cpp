#include "scenarios/commands/front.hpp"

#include "heed/core/error.hpp"
#include "heed/core/version.hpp"
#include "scenarios/commands/help.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace heed::scenarios {
namespace {

bool is_option(const std::string& word) { return word.size() > 1 && word.front() == '-' && word != "--"; }

/// The option that is most likely meant: of one letter, the one that begins with it.
std::string option_near(const CLI::App& command, const std::string& word) {
  std::vector<std::string> known;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  if (word.size() > 2) return nearest(word, known);
  for (const std::string& name : known)
    if (name.rfind("-" + word, 0) == 0) return name;
  return "";
}

/// `heed help` and `heed help COMMAND`, which many try first.
void add_help(CLI::App& app) {
  auto name = std::make_shared<std::string>();
  CLI::App* help = app.add_subcommand("help", "the same as --help, of heed or of one of its commands");
  help->group("");  // heed --help is what the others name
  help->add_option("COMMAND", *name, "The command that is meant; heed itself unless given");
  help->callback([name, &app] {
    const CLI::App& meant = name->empty() ? app : command_called(app, *name);
    const std::string called = &meant == &app ? app.get_name() : app.get_name() + " " + meant.get_name();
    std::cout << app.get_formatter()->make_help(&meant, called, CLI::AppFormatMode::Normal);
  });
}

}  // namespace

void furnish(CLI::App& app) {
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "Show this help");
  app.set_version_flag("--version", "heed " + version(), "Show the version");
  app.formatter(std::make_shared<HelpFormatter>());
  add_help(app);
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

std::string complaint(const CLI::App& app, const CLI::ParseError& error) {
  std::vector<const CLI::App*> said{&app};
  for (const CLI::App* command : app.get_subcommands()) said.push_back(command);
  const auto call = [&](const CLI::App* command) {
    return command == &app ? app.get_name() : app.get_name() + " " + command->get_name();
  };
  for (const CLI::App* command : said)
    for (const std::string& left : command->remaining()) {
      if (!is_option(left)) continue;
      const std::string word = left.substr(0, left.find('=')), near = option_near(*command, word);
      return call(command) + " has no option '" + word + "'; " +
             (near.empty() ? "see " + call(command) + " --help" : "did you mean '" + near + "'?");
    }
  if (said.size() == 1) return "no command is given; heed --help lists them";
  const std::string help = "; see " + call(said.back()) + " --help";
  const std::string what = error.what();  // of CLI11: "The following argument was not expected: b.toml"
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) &&
      what.find(": ") != std::string::npos)
    return "'" + what.substr(what.find(": ") + 2) + "' is one argument too many" + help;
  return what + help;
}

}  // namespace heed::scenarios

// What --help of every command looks like. A command that is new is held to it without a line here.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "end_to_end/command.hpp"

namespace {

using heed::tests::contains;
using heed::tests::heed_command;
using heed::tests::Scratch;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

/// What `heed complete` offers: words, each with its meaning.
std::vector<std::pair<std::string, std::string>> offered(const std::string& words) {
  const Scratch folder;
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& line : lines_of(heed_command(folder, "complete -- " + words).out)) {
    const auto tab = line.find('\t');
    out.emplace_back(line.substr(0, tab), tab == line.npos ? "" : line.substr(tab + 1));
  }
  return out;
}

std::size_t width_of(const std::string& line) {
  return static_cast<std::size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return (c & '\xC0') != '\x80'; }));
}

std::string help_of(const std::string& command) {
  const Scratch folder;
  const auto result = heed_command(folder, command + " --help");
  REQUIRE(result.status == 0);
  REQUIRE(result.err.empty());
  return result.out;
}

/// The lines of its examples that call this command.
std::vector<std::string> examples(const std::string& command) {
  std::vector<std::string> out;
  for (const std::string& line : lines_of(help_of(command)))
    if (contains(line + " ", "heed " + command + " ") && line.front() == ' ') out.push_back(line);
  return out;
}

void check_width(const std::string& command) {
  for (const std::string& line : lines_of(help_of(command))) {
    INFO("heed " << command
                 << " --help has a line wider than 80 columns; break it where its footer is written:\n"
                 << line);
    CHECK(width_of(line) <= 80);
  }
}

}  // namespace

TEST_CASE("the help of heed names every command under a title, and the exit codes") {
  const std::string help = help_of("");
  check_width("");
  const auto commands = offered("''");
  CHECK(commands.size() >= 12);
  for (const auto& [name, meaning] : commands) {
    INFO("'" << name << "' has no line in heed --help, or no description in add_subcommand");
    CHECK(contains(help, "\n  " + name + " "));
    CHECK_FALSE(meaning.empty());
  }
  INFO("a command was added to heed.cpp behind the last title()");
  CHECK_FALSE(contains(help, "Subcommands:"));
  CHECK(contains(help, "Exit codes: 0 done; 1 the run failed; 2 the command line"));
}

TEST_CASE("the help of every command fits 80 columns, explains each option and shows an example") {
  for (const auto& [command, summary] : offered("''")) {
    check_width(command);
    for (const auto& [option, meaning] : offered(command + " -")) {
      INFO("heed " << command << ": say what '" << option << "' is, in its add_option or add_flag");
      CHECK_FALSE(meaning.empty());
    }
    INFO("heed " << command << ": give it a footer: \"Examples:\\n  heed " << command << " …\"");
    CHECK(contains(help_of(command), "Examples:\n  "));
    CHECK_FALSE(examples(command).empty());
  }
}

TEST_CASE("examples use options that there are") {
  for (const auto& [command, summary] : offered("''")) {
    const auto options = offered(command + " --");
    for (const std::string& line : examples(command)) {
      std::istringstream words(line.substr(line.find("heed ")));
      for (std::string word; words >> word && word != "|" && word != ">";) {
        if (word.rfind("--", 0) != 0) continue;
        INFO("an example of heed " << command << " has '" << word << "', which it does not take:\n" << line);
        CHECK(std::any_of(options.begin(), options.end(), [&](const auto& o) { return o.first == word; }));
      }
    }
  }
}

TEST_CASE("an option that there is not is refused by its name, with the one that is meant") {
  const Scratch folder;
  const auto refused = [&](const std::string& words) {
    const auto result = heed_command(folder, words);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    return result.err;
  };
  CHECK(refused("--foo") == "heed: error: heed has no option '--foo'; see heed --help\n");
  CHECK(refused("-v") == "heed: error: heed has no option '-v'; did you mean '--version'?\n");
  CHECK(refused("--versoin") == "heed: error: heed has no option '--versoin'; did you mean '--version'?\n");
  CHECK(refused("run --sead 3 --forse x.toml") ==
        "heed: error: heed run has no option '--sead'; did you mean '--seed'?\n");
  CHECK(refused("run --forse=1") ==
        "heed: error: heed run has no option '--forse'; did you mean '--force'?\n");
  CHECK(refused("run a.toml b.toml") ==
        "heed: error: 'b.toml' is one argument too many; see heed run --help\n");
  CHECK(refused("run") == "heed: error: FILE is required; see heed run --help\n");
  CHECK(refused("") == "heed: error: no command is given; heed --help lists them\n");
}

TEST_CASE("the usage of a command shows all that it needs, and which of it may be several") {
  CHECK(contains(help_of("export"), "Usage: heed export [OPTIONS] -o OUT FILE\n"));
  CHECK(contains(help_of("analyze"), "Usage: heed analyze [OPTIONS] FILE …\n\nArguments:\n  FILE … "));
  CHECK(contains(help_of("man"), "Usage: heed man [OPTIONS] [COMMAND]\n"));
  CHECK(contains(help_of(""), "Usage: heed [OPTIONS] COMMAND …\n"));
}

TEST_CASE("heed help is heed --help, of a command too") {
  const Scratch folder;
  CHECK(heed_command(folder, "help").out == help_of(""));
  CHECK(heed_command(folder, "help run").out == help_of("run"));
  const auto near = heed_command(folder, "help sweeep");
  CHECK(near.status == 2);
  CHECK(near.err == "heed: error: there is no command 'sweeep'; did you mean 'sweep'?\n");
}

TEST_CASE("what options mean begins with a capital letter") {
  for (const auto& [command, summary] : offered("''"))
    for (const auto& [option, meaning] : offered(command + " -")) {
      INFO("heed " << command << ' ' << option << ": " << meaning);
      REQUIRE_FALSE(meaning.empty());
      CHECK_FALSE((meaning.front() >= 'a' && meaning.front() <= 'z'));
    }
}

TEST_CASE("help groups options, says what they allow and wraps what is long") {
  const std::string run = help_of("run");
  CHECK(contains(
      run, "Usage: heed run [OPTIONS] FILE\n\nArguments:\n  FILE                    Scenario file (TOML)\n"));
  CHECK(contains(run, "\nOutput:\n  -o, --output FILE.h5 "));
  CHECK(contains(run, "      --threads N         Threads; results do not depend on it [1 to 4096]\n"));
  CHECK(contains(help_of("schema"), "[graph, market,\n                          opinion, sensor_fusion]\n"));
}

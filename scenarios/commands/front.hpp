#pragma once
#include <array>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace heed::scenarios {

/// What the command ends with, and when; `heed --help` and the manual list them.
struct ExitCode {
  int code;
  std::string_view meaning;
};
inline constexpr std::array exit_codes{
    ExitCode{0, "done"},
    ExitCode{1, "the run failed"},
    ExitCode{2, "the command line or a file is wrong, nothing was started"},
    ExitCode{3, "a sweep finished and some of its runs failed"},
    ExitCode{75, "stopped early, and the same command with --resume goes on"},
    ExitCode{130, "stopped with nothing to go on from"},
};

/// How the command introduces itself and its help looks. Comes before any subcommand is added: they take the
/// layout over.
void furnish(CLI::App& app);
/// Puts the subcommands added since the last call under one title of `heed --help`.
void title(CLI::App& app, const char* words);
/// What stands below the list of subcommands. Comes last: a subcommand without a footer would take it over.
void add_footer(CLI::App& app);

/// The subcommand of this name. Throws Error (usage) where there is none: it is most often misspelt.
const CLI::App& command_called(const CLI::App& app, const std::string& name);

/// What is wrong with the command line that CLI11 could not read: before all else, an option that there is
/// not.
std::string complaint(const CLI::App& app, const CLI::ParseError& error);

}  // namespace heed::scenarios

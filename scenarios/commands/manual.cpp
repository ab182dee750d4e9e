#include "scenarios/commands/manual.hpp"

#include "heed/core/error.hpp"
#include "heed/core/version.hpp"
#include "scenarios/commands/front.hpp"
#include "scenarios/commands/help.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <system_error>
#include <vector>

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

struct Tag {
  const char *name, *meaning;
};
constexpr const char* about =
    "Simulates how opinions move when agents pay attention.\n"
    "Each agent looks at those it can hear, scores each of them, and moves towards the\n"
    "softmax\\-weighted mean of what they say.\n"
    "Scenario files in TOML say who hears whom, who heeds whom, and what that does.\n"
    "The output is HDF5 that Python and R open as labelled arrays.\n"
    "The same file gives the same bytes on any number of threads.\n";
constexpr Tag files[] = {
    {"FILE.h5",
     "What a run or sweep recorded: HDF5 that xarray, netCDF4, h5py and R open as labelled arrays."},
    {"FILE.h5.part",
     "The same while it is being written, or after an interruption; it gets its name when it is whole."},
    {"FILE.h5.part.new",
     "A run that --resume goes on with, until it holds as much as FILE.h5.part and takes its place."},
    {"FILE.h5.checkpoint, FILE.h5.checkpoint.previous",
     "What a run that stopped goes on from with --resume: the newest, and the one before it."},
    {"FILE.h5.runs, FILE.h5.runs.N",
     "Of a sweep, until FILE.h5 is whole: the runs that ended, and what run N left that did not."},
    {"PREFIX/share/heed/scenarios",
     "The scenario files that come with heed, where PREFIX/bin/heed is what `command -v heed` says. Copy "
     "them to where you work: cp -r PREFIX/share/heed/scenarios ."},
};
constexpr Tag environment[] = {
    {"SLURM_CPUS_PER_TASK", "How many threads to use unless --threads says it."},
    {"COLUMNS", "How wide tables, charts and the text on a terminal may be."},
    {"NO_COLOR, CI", "No bold text; with CI no progress that redraws itself."},
    {"TERM", "Unset or dumb: neither bold text nor progress that redraws itself."},
};

/// Text for roff: what it would read as its own is escaped. A '-' stays what it is when it is copied.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (out.empty() && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::string name_of(const CLI::App& command) {
  return command.get_parent() ? name_of(*command.get_parent()) + "-" + command.get_name()
                              : command.get_name();
}

std::string called(const CLI::App& command) {
  return command.get_parent() ? called(*command.get_parent()) + " " + command.get_name() : command.get_name();
}

std::vector<const CLI::App*> shown_commands(const CLI::App& command) {
  return command.get_subcommands([](const CLI::App* c) { return !c->get_group().empty(); });
}

std::vector<const CLI::Option*> shown_options(const CLI::App& command) {
  return command.get_options([](const CLI::Option* o) { return !o->get_group().empty(); });
}

std::string tagged(const std::string& tag, const std::string& meaning) {
  return ".TP\n" + tag + "\n" + escaped(meaning) + "\n";
}

std::string synopsis(const CLI::App& command) {
  std::string out = ".B " + escaped(called(command)) + "\n";
  if (!shown_commands(command).empty())
    return out + "\\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n";
  out += "[\\fIOPTION\\fR]...\n";
  for (const OptionText& text : required_options(command))
    out += "\\fB" + escaped(text.names) + "\\fR \\fI" + escaped(text.value) + "\\fR\n";
  for (const CLI::Option* option : shown_options(command)) {
    if (!option->get_positional()) continue;
    std::string word = "\\fI" + escaped(option->get_name(true, false)) + "\\fR";
    if (!option->get_required()) word = "[" + word + "]";
    out += word + (option->get_expected_max() > 1 ? "...\n" : "\n");
  }
  return out;
}

std::string options(const CLI::App& command) {
  std::string out;
  for (const CLI::Option* option : shown_options(command)) {
    const OptionText text = option_text(*option);
    std::string tag = (option->get_positional() ? "\\fI" : "\\fB") + escaped(text.names) + "\\fR";
    if (!text.value.empty()) tag += " \\fI" + escaped(text.value) + "\\fR";
    out += tagged(tag, text.description);
  }
  return out;
}

/// Lines as they stand in a terminal.
std::string verbatim(const std::vector<std::string>& lines) {
  std::string out = ".EX\n";
  for (const std::string& line : lines) out += (line.empty() ? "" : escaped(line)) + "\n";
  return out + ".EE\n";
}

template <std::size_t n> std::string entries(const Tag (&list)[n]) {
  std::string out;
  for (const Tag& e : list) out += tagged("\\fI" + escaped(e.name) + "\\fR", e.meaning);
  return out;
}

std::string commands_by_group(const CLI::App& app) {
  std::string out, group;
  for (const CLI::App* command : shown_commands(app)) {
    if (command->get_group() != group) out += ".SS " + escaped(group = command->get_group()) + "\n";
    out += tagged("\\fB" + escaped(name_of(*command)) + "\\fR(1)", command->get_description());
  }
  return out;
}

std::string see_also(const CLI::App& command) {
  std::vector<std::string> pages;
  const CLI::App* top = command.get_parent() ? command.get_parent() : &command;
  if (top != &command) pages.push_back(".BR " + escaped(name_of(*top)) + " (1)");
  for (const CLI::App* other : shown_commands(*top))
    if (other != &command) pages.push_back(".BR " + escaped(name_of(*other)) + " (1)");
  return join(pages, ",\n") + "\n";
}

void make_folder(const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    throw Error(ErrorKind::io, fmt::format("cannot make the folder '{}': {}", folder, failed.message()));
}

void write(const std::filesystem::path& file, const std::string& text) {
  errno = 0;
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out)
    throw Error(ErrorKind::io, fmt::format("cannot write '{}': {}", file.string(), std::strerror(errno)));
}

/// Prints the page of one command, or writes those of all into a folder.
int man(const CLI::App& app, const std::string& name, const std::string& folder) {
  if (folder.empty()) {
    std::cout << manual_page(name.empty() ? app : command_called(app, name));
    return 0;
  }
  make_folder(folder);
  write(std::filesystem::path(folder) / (name_of(app) + ".1"), manual_page(app));
  for (const CLI::App* command : shown_commands(app))
    write(std::filesystem::path(folder) / (name_of(*command) + ".1"), manual_page(*command));
  return 0;
}

}  // namespace

std::string manual_page(const CLI::App& command) {
  const bool top = command.get_parent() == nullptr;
  const Footer footer = footer_of(command);
  std::string title = name_of(command);
  for (char& c : title) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  std::string out = fmt::format(".TH {} 1 \"\" \"heed {}\" \"User Commands\"\n", escaped(title), version());
  const auto section = [&out](const char* name, const std::string& text) {
    if (!text.empty()) out += fmt::format(".SH {}\n{}", name, text);
  };
  section("NAME", escaped(name_of(command)) + " \\- " + escaped(command.get_description()) + "\n");
  section("SYNOPSIS", synopsis(command));
  std::string words;
  for (const std::string& line : footer.words)
    if (!line.empty()) words += line.front() == ' ' ? verbatim({line}) : ".PP\n" + escaped(line) + "\n";
  section("DESCRIPTION", top ? std::string(about) : escaped(command.get_description()) + ".\n" + words);
  section("COMMANDS", commands_by_group(command));
  section("OPTIONS", options(command));
  std::string codes;
  for (const ExitCode& c : exit_codes)
    codes += tagged(fmt::format("\\fB{}\\fR", c.code), std::string(c.meaning));
  section("EXIT STATUS", codes);
  section("ENVIRONMENT", top ? entries(environment) : "");
  section("FILES", top ? entries(files) : "");
  section("EXAMPLES", footer.examples.empty() ? "" : verbatim(footer.examples));
  section("SEE ALSO", see_also(command));
  return out;
}

void add_man(CLI::App& app, int& status) {
  struct Options {
    std::string command, folder;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("man", "print the manual page of heed, or of one of its commands");
  command->add_option("COMMAND", options->command, "The command that is meant; heed itself unless given");
  command
      ->add_option("--folder", options->folder,
                   "Write the pages of all commands into this folder, which is made")
      ->type_name("DIR");
  command->footer(
      "Examples:\n"
      "  heed man run | man -l -                           read it\n"
      "  heed man --folder ~/.local/share/man/man1     man heed-run finds it then");
  command->callback([options, &app, &status] { status = man(app, options->command, options->folder); });
}

}  // namespace heed::scenarios

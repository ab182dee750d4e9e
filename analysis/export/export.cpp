#include "analysis/export/export.hpp"

#include "analysis/export/format.hpp"
#include "analysis/inputs.hpp"
#include "analysis/notes.hpp"
#include "heed/core/error.hpp"
#include "heed/core/resources.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/io/part_file.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// The options as they stand on the command line.
struct CommandLine {
  std::string file, output, format, at, what, folder;
  std::vector<std::string> about;
  bool force = false;
};

/// An option that a format does not take is a mistake, not a wish to pass over.
void refuse_options(const CommandLine& line, const NamedFormat& format) {
  const std::pair<std::string_view, bool> given[] = {
      {"--at", !line.at.empty()}, {"--what", !line.what.empty()}, {"--about", !line.about.empty()}};
  for (const auto& [name, is_given] : given)
    if (is_given && format.format.options.find(name) == std::string_view::npos)
      throw Error(ErrorKind::usage,
                  fmt::format("the format '{}' has no option '{}'; leave it out", format.name, name));
}

/// "author=Ada" as author and Ada.
std::vector<std::pair<std::string, std::string>> facts(const std::vector<std::string>& about) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& fact : about) {
    const std::size_t at = fact.find('=');
    if (at == std::string::npos || at == 0)
      throw Error(ErrorKind::usage,
                  fmt::format("'--about {}' should be KEY=VALUE, such as author=\"Ada King\"", fact));
    out.emplace_back(fact.substr(0, at), fact.substr(at + 1));
  }
  return out;
}

void export_file(const CommandLine& line, const MakeScenario& make) {
  const NamedFormat& format = find_format(line.format, line.output);
  refuse_options(line, format);
  refuse_input_as_output(line.output, line.file, make, line.folder);
  const PartFile place(line.output, line.force);
  const FigureSource source(line.file, make, {.observable = {}, .by = {}, .folder = line.folder});
  std::vector<std::string> remarks;
  const ExportRequest request{.source = source,
                              .output = line.output,
                              .at = line.at,
                              .what = line.what,
                              .about = facts(line.about),
                              .remarks = remarks};
  place.write([&](std::ostream& out) { format.format.write(request, out); });
  write_notes(remarks, std::cerr);
  print_text(fmt::format("written {} ({})\n", line.output,
                         bytes_text(static_cast<double>(std::filesystem::file_size(line.output)))));
}

std::string names_of_formats() {
  std::vector<std::string> names;
  for (const NamedFormat& f : all_formats()) names.emplace_back(f.name);
  return join(names, ",");
}

std::string formats_text() {
  std::string out = "Formats, by the ending of OUT, or by name:\n";
  for (const NamedFormat& f : all_formats())
    out += fmt::format("  {:<10} {}\n      {}\n", f.name, f.format.ending, f.format.summary);
  return out;
}

}  // namespace

void add_export(CLI::App& app, int& status, MakeScenario make) {
  CLI::App* command = app.add_subcommand("export", "write a run or a sweep in a format of other programs");
  const auto line = std::make_shared<CommandLine>();
  command->add_option("FILE", line->file, "A run or a sweep (HDF5)")->required();
  command->add_option("-o,--output", line->output, "What to write; its ending chooses the format")
      ->type_name("OUT")
      ->required();
  command->add_option("--format", line->format, "The format, whatever the ending")
      ->type_name("NAME:{" + names_of_formats() + "}");
  command->add_option("--at", line->at, "Which snapshot of the opinions; last unless given")
      ->type_name("last|first|all|STEP");
  command->add_option("--what", line->what, "Of CSV: which table")
      ->type_name("TABLE:{observables,opinions,agents,ties,attention}");
  command
      ->add_option("--about", line->about, "Of RO-Crate: author, date, license, name, description, scenario")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  add_folder(*command, line->folder);
  command->add_flag("--force", line->force, "Replace OUT where it exists");
  command->footer(formats_text() +
                  "\nExamples:\n"
                  "  heed export echo_chamber.h5 -o opinions.csv --what opinions\n"
                  "  heed export echo_chamber.h5 -o network.graphml");
  command->callback([line, make = std::move(make), &status] {
    export_file(*line, make);
    status = 0;
  });
}

}  // namespace heed::analysis

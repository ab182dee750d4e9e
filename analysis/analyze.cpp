#include "analysis/analyze.hpp"

#include "analysis/json.hpp"
#include "analysis/notes.hpp"
#include "analysis/results.hpp"
#include "analysis/run_report.hpp"
#include "analysis/sweep_numbers.hpp"
#include "analysis/sweep_report.hpp"
#include "analysis/tidy.hpp"
#include "heed/core/error.hpp"
#include "heed/core/terminal.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/io/part_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace heed::analysis {
namespace {

/// The options as they stand on the command line.
struct CommandLine {
  AnalyzeOptions options;
  std::string at, output;
  std::size_t window = 0;
  bool csv = false, json = false, summary = false, no_colour = false, force = false;
};

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

AnalyzeOptions settled(const CommandLine& line) {
  using Format = AnalyzeOptions::Format;
  AnalyzeOptions out = line.options;
  if (line.csv && line.json)
    throw Error(ErrorKind::usage, "'--csv' and '--json' are two forms of one result; give one of them");
  if (line.summary && !line.csv)
    throw Error(ErrorKind::usage, "'--summary' is a form of '--csv'; the others show points as they are");
  if (line.csv && !line.summary && (!line.at.empty() || line.window > 0))
    throw Error(
        ErrorKind::usage,
        "'--csv' has every recorded time; for one value of each run add '--summary', or leave out '--at'");
  out.format = line.csv ? Format::csv : line.json ? Format::json : Format::text;
  out.rows = line.summary ? AnalyzeOptions::Rows::points : AnalyzeOptions::Rows::recorded_times;
  out.moment = parse_moment(line.at, line.window);
  out.screen = Screen::from_environment(line.output.empty() ? stdout : nullptr);
  out.bold_heads = !line.no_colour && line.output.empty() && !is_set("NO_COLOR") && !is_set("CI") &&
                   terminal_knows_more() && isatty(STDOUT_FILENO) != 0;
  return out;
}

/// Writes to a file of its own, which has its name once it is whole.
void analyze_to_file(const CommandLine& line, const AnalyzeOptions& options) {
  refuse_to_replace(line.output, options.files);
  const PartFile place(line.output, line.force);
  place.write([&](std::ostream& file) { analyze(options, file, std::cerr); });
}

/// CSV for a terminal is held until it is whole; else it goes out line by line.
void analyze_to_stdout(const AnalyzeOptions& options) {
  if (options.format != AnalyzeOptions::Format::csv || isatty(STDOUT_FILENO) == 0)
    return analyze(options, std::cout, std::cerr);
  std::ostringstream shown;
  analyze(options, shown, std::cerr);
  print_csv(shown.str());
}

void write_csv(const std::vector<Results>& files, const AnalyzeOptions& options, std::ostream& out) {
  if (options.rows == AnalyzeOptions::Rows::recorded_times)
    return write_tidy(files, options.observables, out);
  for (const Results& file : files)
    if (!file.is_sweep())
      throw Error(ErrorKind::usage,
                  fmt::format("'--summary' is over the seeds of a sweep, but '{}' is one run", file.file));
  write_points(files, options, out);
}

void write_json(const std::vector<Results>& files, const AnalyzeOptions& options, std::ostream& out) {
  std::vector<nlohmann::ordered_json> all;
  all.reserve(files.size());
  for (const Results& file : files)
    all.push_back(file.is_sweep() ? sweep_json(file, options) : run_json(file, options));
  const nlohmann::ordered_json result = all.size() == 1 ? all[0] : nlohmann::ordered_json(all);
  out << json_text(result) << "\n";
}

/// What is in a file, for people.
std::string report_text(const Results& file, const AnalyzeOptions& options) {
  std::string text = for_terminal(file.is_sweep() ? sweep_text(file, options) : run_text(file, options));
  if (!options.bold_heads) return text;
  const std::size_t head = text.find('\n');
  return "\x1b[1m" + text.substr(0, head) + "\x1b[0m" + text.substr(head);
}

}  // namespace

void analyze(const AnalyzeOptions& options, std::ostream& out, std::ostream& remarks) {
  std::vector<Results> files;
  for (const std::string& file : options.files) files.push_back(read_results(file));
  if (options.format == AnalyzeOptions::Format::csv) {
    write_csv(files, options, out);
  } else if (options.format == AnalyzeOptions::Format::json) {
    write_json(files, options, out);
  } else {
    for (const Results& file : files)
      out << (&file == &files.front() ? "" : "\n") << report_text(file, options);
  }
  write_remarks(files, remarks);
}

void add_analyze(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("analyze", "show what runs and sweeps hold, as text, CSV or JSON");
  const auto line = std::make_shared<CommandLine>();
  command->add_option("FILE", line->options.files, "Runs or sweeps (HDF5)")->required();
  command->add_flag("--csv", line->csv, "Long CSV: run,seed,<parameters>,time,<observables>");
  command->add_flag("--json", line->json, "JSON");
  command->add_flag("--summary", line->summary,
                    "With --csv: a line for each point of a sweep, over its seeds");
  command->add_option("--observable", line->options.observables, "Show this one, once for each wanted")
      ->type_name("NAME")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_moment(*command, line->at, line->window);
  command->add_option("--by", line->options.by, "The swept parameter along the chart")->type_name("PARAM");
  command->add_option("-o,--output", line->output, "Write here, not to stdout")->type_name("OUT");
  command->add_flag("--force", line->force, "Replace OUT where it exists");
  command->add_flag("--no-color", line->no_colour, "No bold text on a terminal");
  command->footer(
      "Examples:\n"
      "  heed analyze echo_chamber.h5\n"
      "  heed analyze temperature_sweep.h5 --observable variance --at mean --window 50\n"
      "  heed analyze temperature_sweep.h5 --csv --summary -o points.csv");
  command->callback([line, &status] {
    const AnalyzeOptions options = settled(*line);
    if (line->output.empty())
      analyze_to_stdout(options);
    else
      analyze_to_file(*line, options);
    status = 0;
  });
}

}  // namespace heed::analysis

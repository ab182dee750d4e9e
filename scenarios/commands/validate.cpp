#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"
#include "heed/core/parallel.hpp"
#include "heed/core/progress_line.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/disk.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/commands/tell.hpp"
#include "scenarios/estimate.hpp"
#include "scenarios/load.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

constexpr double seconds_tried = 1;

void print(const Estimate& is, const std::string& output, const std::string& time_by) {
  fmt::print("  {:<7} about {}\n", "memory", bytes_text(is.memory));
  print_text(fmt::format("  {:<7} at most {}, in {}\n", "disk", bytes_text(is.disk), output));
  if (is.trouble.empty())
    fmt::print("  {:<7} at most {} on {}, by {}\n", "time", is.seconds < 1 ? "1 s" : duration(is.seconds),
               counted(threads(), "thread"), time_by);
}

/// Of the first and the last run of a sweep, which are its smallest and its largest as a rule.
Estimate largest_of(const Loaded& loaded, const Design& design) {
  Estimate out = estimate_sweep(loaded, design, seconds_tried);
  if (design.runs() == 1) return out;
  const Estimate last = estimate_sweep(loaded, design, seconds_tried, design.runs() - 1);
  out.memory = std::max(out.memory, last.memory);
  out.disk = std::max(out.disk, last.disk);
  out.seconds = std::max(out.seconds, last.seconds);
  if (out.trouble.empty()) out.trouble = last.trouble;
  if (out.shortage.empty()) out.shortage = last.shortage;
  return out;
}

int validate(const CommonOptions& options) {
  options.apply_threads();
  Loaded loaded = load(options.file, options.settings());
  std::optional<Design> design;
  if (loaded.sweeps) design = checked_design(loaded);
  const std::string output =
      output_path(options, design ? loaded.sweep.file.resolved : loaded.scenario->frame().output);
  need_folder(output);
  if (design)
    refuse_too_little_memory(std::ranges::max(design->least_memory));
  else
    refuse_too_little_memory(*loaded.scenario);
  const Outcome outcome = loaded.scenario->rehearse(loaded.file);
  const Estimate is = design ? largest_of(loaded, *design) : estimate_run(loaded, seconds_tried);
  if (design)
    refuse_too_little_disk(loaded, *design, output, false);
  else
    refuse_too_little_disk(is.disk - part_bytes(output), output);
  std::vector<std::string> facts;
  for (const auto& [name, value] : outcome.facts) facts.push_back(name + ": " + value);
  if (design) facts.push_back("runs: " + std::to_string(design->runs()));
  facts.push_back("steps: at most " + std::to_string(loaded.scenario->frame().steps));
  print_text(options.file + ": ok (" + join(facts, "; ") + ")\n");
  std::cout.flush();
  print(is, output,
        design ? "its first and its last run, tried for a second" : counted(is.tried, "step") + " tried");
  std::cout.flush();
  for (const std::string& note : outcome.notes) tell("note", note);
  if (!is.shortage.empty()) tell("warning", "it may not fit: " + is.shortage);
  if (!is.trouble.empty()) tell("warning", "it fails soon: " + is.trouble);
  return 0;
}

}  // namespace

void add_validate(CLI::App& app, int& status) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* command = app.add_subcommand(
      "validate", "check a scenario file, make its network, and estimate what a run takes");
  add_input_options(*command, *options);
  command->add_option("--threads", options->threads, "Threads the estimate of time is for")
      ->type_name("N")
      ->check(CLI::Range(1, limit::threads));
  command->footer(
      "The scenario is tried for a second, and nothing is written. Time and disk are for the whole "
      "horizon: a run that converges takes less.\n\n"
      "Examples:\n"
      "  heed validate my.toml              all mistakes at once, each with its line\n"
      "  heed validate my.toml --set graph.kind=file --set graph.file=ties.txt");
  command->callback([options, &status] { status = validate(*options); });
}

}  // namespace heed::scenarios

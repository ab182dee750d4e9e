#include "analysis/audit/audit.hpp"

#include "analysis/audit/output.hpp"
#include "analysis/audit/text.hpp"
#include "analysis/chart.hpp"
#include "analysis/inputs.hpp"
#include "analysis/json.hpp"
#include "analysis/theory/subject.hpp"
#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"
#include "heed/core/parallel.hpp"
#include "heed/core/signal.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/run/checkpoint.hpp"

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr int interrupted = 130;
constexpr std::int64_t most_steps = 1000000000000;

struct Options {
  AuditOptions audit;
  std::string output;
  std::size_t top = 0;
  int threads = 0;
  bool force = false, json = false, quiet = false;
};

int audit(const Options& options, const MakeScenario& make, const MakeMonitor& make_monitor) {
  if (options.threads > 0) use_threads(options.threads);
  CatchSignals signals;
  try {
    std::optional<TrajectoryWriter> output;  // before the work, which would be lost where it cannot be
    if (!options.output.empty()) {
      refuse_input_as_output(options.output, options.audit.file, make, options.audit.folder,
                             options.audit.sets);
      displace_run(options.output, options.force);
      output.emplace(options.output, TrajectoryOptions{.force = options.force});
    }
    auto monitor = make_monitor(options.quiet);
    const Audit found = ask(options.audit, make, *monitor);
    monitor.reset();  // takes its line away
    const AuditFindings what = findings(found, options.top);
    if (output) write_audit(found, what, *output);
    signals.release();
    if (options.json)
      std::cout << json_text(audit_json(found, what)) << '\n';
    else
      print_text(audit_text(found, what, Screen::from_environment().table_width));
    if (!options.json && output) print_text("\nwritten " + options.output + "\n");
    std::cout.flush();
    if (!options.json && !options.quiet)
      for (const std::string& note : found.notes) std::cerr << "note: " << for_terminal(note) << '\n';
    return 0;
  } catch (const Interrupted& e) {
    std::cerr << "heed: " << for_terminal(e.what()) << "; nothing was written\n";
    return interrupted;
  }
}

Act act_of(const std::string& word) {
  for (const Act act : {Act::mute, Act::rewire})
    if (word == act_word(act)) return act;
  return Act::nudge;
}

void add_question(CLI::App& command, AuditOptions& options) {
  command.add_option("FILE", options.file, "A run (HDF5), or the scenario file of one (TOML)")->required();
  command
      .add_option_function<std::string>(
          "--act", [&options](const std::string& word) { options.act = act_of(word); },
          "What is done to an agent: nudge its opinion (the usual), mute it (nobody hears it), or rewire its "
          "ties to others")
      ->type_name("ACT")
      ->check(CLI::IsMember({"nudge", "mute", "rewire"}));
  command.add_option("--from", options.from, "The step at which that happens (0)")
      ->type_name("STEP")
      ->check(CLI::Range(std::int64_t{0}, most_steps));
  command
      .add_option("--horizons", options.horizons,
                  "Steps after which others are looked at (1,2,5,10,… 100, as far as the run goes)")
      ->type_name("H,…")
      ->delimiter(',');
  command
      .add_option("--delta", options.delta, "How far a nudge goes (a hundredth of the spread of opinions)")
      ->type_name("D")
      ->check(CLI::Range(1e-6, 1e6));
  command
      .add_option("--agents", options.agents,
                  "Agents to ask about, drawn at random (all, or as many as take some seconds)")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, limit::agents));
  command.add_option("--topic", options.topic, "The topic that is nudged and looked at (the first)")
      ->type_name("NAME");
  command.add_option("--run", options.run, "Which run of a sweep, from 0")
      ->type_name("R")
      ->check(CLI::Range(std::int64_t{0}, limit::agents));
  command.add_option("--set", options.sets, "Set a parameter, as for run; any number of times")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  add_folder(command, options.folder);
}

}  // namespace

void add_audit(CLI::App& app, int& status, MakeScenario make, MakeMonitor monitor) {
  CLI::App* command =
      app.add_subcommand("audit", "is attention influence? twins of a run say who moves whom");
  const auto options = std::make_shared<Options>();
  add_question(*command, options->audit);
  command
      ->add_option("--top", options->top, "Length of the lists of most heeded and most influential (a tenth)")
      ->type_name("K")
      ->check(CLI::Range(std::int64_t{1}, limit::agents));
  command->add_option("-o,--output", options->output, "Write influence as labelled arrays (HDF5)")
      ->type_name("OUT");
  command->add_flag("--force", options->force, "Replace OUT where it exists");
  command->add_flag("--json", options->json, "JSON");
  command->add_option("--threads", options->threads, "Threads; the result does not depend on them")
      ->type_name("N")
      ->check(CLI::Range(1, limit::threads));
  command->add_flag("-q,--quiet", options->quiet, "No progress, no notes");
  command->footer(
      "The run is made again up to STEP. From there a twin goes on beside it that differs in one thing done "
      "to one agent; random numbers and all else are the same. How the twin differs is that agent's "
      "influence.\n\n"
      "Examples:\n"
      "  heed audit scenarios/opinion/karate.toml\n"
      "  heed audit echo_chamber.h5 --from 20 --horizons 1,10 -o influence.h5");
  command->callback([options, make = std::move(make), monitor = std::move(monitor), &status] {
    status = audit(*options, make, monitor);
  });
}

}  // namespace heed::analysis

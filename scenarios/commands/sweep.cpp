#include "heed/run/sweep.hpp"

#include "heed/core/shell_word.hpp"
#include "heed/core/signal.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/disk.hpp"
#include "heed/io/part_file.hpp"
#include "heed/io/trajectory.hpp"
#include "heed/run/checkpoint.hpp"
#include "heed/run/inputs.hpp"
#include "heed/run/sweep_reader.hpp"
#include "heed/simd/instructions.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/commands/json.hpp"
#include "scenarios/commands/tell.hpp"
#include "scenarios/estimate.hpp"
#include "scenarios/load.hpp"
#include "scenarios/progress.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace heed::scenarios {
namespace {

struct SweepOptions : CommonOptions {
  std::string shard;

  Shard which() const {
    if (shard.empty()) return {};
    return shard == "auto" ? slurm_shard() : parse_shard(shard);
  }
};

std::string values_of(const Design& design, std::size_t run) {
  std::vector<std::string> out;
  for (std::size_t k = 0; k < design.parameters.size(); ++k)
    out.push_back(design.names[k] + " = " + design.points[design.point(run)][k]);
  out.push_back("seed = " + std::to_string(design.seed(run)));
  return join(out);
}

void print_summary(const Loaded& loaded, const Design& design, const SweepOutcome& outcome,
                   const Shard& shard, const std::string& path, const std::string& output) {
  print_text(heading(loaded) + "\n");
  fmt::print(
      "  {:<16} {} ({}: {} points x {} seeds)\n", "runs",
      shard.whole() ? std::to_string(outcome.runs) : fmt::format("{} of {}", outcome.runs, design.runs()),
      design_word(design.kind), design.points.size(), design.seeds.size());
  if (!shard.whole()) fmt::print("  {:<16} {}\n", "shard", shard.words());
  if (outcome.complete > 0) {
    fmt::print("  {:<16} {}\n", "complete", outcome.complete);
  } else {
    fmt::print("  {:<16} {}\n", "converged", outcome.converged);
    fmt::print("  {:<16} {} (not converged)\n", "at the horizon", outcome.horizon);
  }
  if (!outcome.failed.empty()) fmt::print("  {:<16} {}\n", "failed", outcome.failed.size());
  print_text(fmt::format("  {:<16} {}\n", "written", path));
  if (shard.whole())
    print_text(fmt::format("  {:<16} heed analyze {}\n", "next", shell_word(path)));
  else
    print_text(fmt::format("  {:<16} heed gather {} -o {}, when all {} are there\n", "next",
                           shell_word(loaded.file.path()), shell_word(output), shard.count));
}

void print_json(const Design& design, const SweepOutcome& outcome, const Shard& shard,
                const std::string& path) {
  nlohmann::ordered_json out{{"file", path},
                             {"design", design_word(design.kind)},
                             {"points", design.points.size()},
                             {"seeds", design.seeds.size()},
                             {"shard", shard.words()},
                             {"runs", outcome.runs},
                             {"converged", outcome.converged},
                             {"horizon", outcome.horizon},
                             {"complete", outcome.complete},
                             {"warned", outcome.warned},
                             {"failed", nlohmann::ordered_json::array()}};
  for (const FailedRun& f : outcome.failed) out["failed"].push_back({{"run", f.run}, {"message", f.message}});
  std::cout << json_text(out) << '\n';
}

/// The finished file of an earlier time, where there is one to go on from: one of this sweep. Of another one
/// it is in the way, unless it may be replaced.
std::optional<SweepReader> earlier(const SweepOptions& options, const std::string& path,
                                   const SweepIdentity& identity) {
  std::error_code ignored;
  if (!options.resume || !std::filesystem::exists(path, ignored)) return {};
  SweepReader reader(path);
  const std::string difference = reader.identity().difference(identity);
  if (difference.empty()) return reader;
  if (options.force) return {};
  throw Error(ErrorKind::usage,
              fmt::format("'{}' is of another sweep: {}; choose another name with -o, or allow "
                          "overwriting with --force",
                          path, difference));
}

std::vector<std::size_t> runs_left(const Shard& shard, const SweepFile& file) {
  std::vector<std::size_t> out = shard.runs(file.runs());
  std::erase_if(out, [&](std::size_t run) { return is_done(file.status(run)); });
  return out;
}

bool is_complete(const SweepReader& reader, const Shard& shard) {
  const std::vector<std::size_t> runs = shard.runs(reader.runs());
  return std::all_of(runs.begin(), runs.end(), [&](std::size_t run) { return is_done(reader.status(run)); });
}

/// What is said at the end, and the exit code.
int report(const SweepOptions& options, const Loaded& loaded, const Design& design,
           const SweepOutcome& outcome, const Shard& shard, const std::string& path) {
  if (options.json)
    print_json(design, outcome, shard, path);
  else
    print_summary(loaded, design, outcome, shard, path, output_path(options, loaded.sweep.file.resolved));
  std::cout.flush();
  if (outcome.warned > 0 && !options.quiet)
    tell("warning", fmt::format("{} of {} runs come with a warning; see the variable 'message'",
                                outcome.warned, outcome.runs));
  if (!options.quiet) tell_of_ending(path);
  for (const FailedRun& f : outcome.failed)
    std::cerr << "run " << f.run << " failed (" << for_terminal(values_of(design, f.run) + "): " + f.message)
              << '\n';
  return outcome.failed.empty() ? 0 : some_runs_failed;
}

int sweep(const SweepOptions& options) {
  CatchSignals signals;  // answered between two steps of its runs
  options.apply_threads();
  const Shard shard = options.which();
  Loaded loaded = load(options.file, options.settings());
  const Design design = checked_design(loaded);
  const std::string path = shard_path(output_path(options, loaded.sweep.file.resolved), shard);
  need_folder(path);
  const std::vector<std::string> files = input_files(loaded, design);
  refuse_to_replace(path, loaded.file.files());
  refuse_to_replace(path, files);
  const Inputs inputs(files);
  const SweepIdentity identity = identity_of(made_by(), loaded.file.text(), inputs.description(), shard);
  const std::optional<SweepReader> before = earlier(options, path, identity);
  const OldRuns old = options.resume ? OldRuns::resume : options.force ? OldRuns::drop : OldRuns::refuse;
  if (before && is_complete(*before, shard)) {
    std::cerr << "heed: " << path << " has all its runs; there is nothing to do\n";
    SweepJournal(path, identity, old).remove();
    return 0;
  }
  if (!options.resume) refuse_too_many_at_once(design, shard.runs(design.runs()));
  refuse_too_little_disk(loaded, design, path, options.resume);
  displace_run(path, options.force);
  TrajectoryWriter writer(
      path, {.force = options.force || before, .earlier = options.resume ? Earlier::keep : Earlier::drop});
  SweepJournal journal(path, identity, old);  // by force, what is there goes: hence last
  write_identity(writer, loaded);
  if (!files.empty()) writer.attribute(text("inputs", inputs.description()));
  if (!shard.whole()) writer.attribute(text("shard", shard.words()));
  SweepFile file(design, writer);
  if (before) copy_done(*before, file);
  journal.replay(file);
  if (options.resume) refuse_too_many_at_once(design, runs_left(shard, file));
  if (options.resume) writer.take_place();  // all that the part of an earlier time holds is in this one
  SweepProgress progress(options.quiet);
  const SweepOutcome outcome =
      run_sweep({loaded.file, loaded.sweep, design, make_point, shard, files.empty() ? nullptr : &inputs},
                file, journal, progress);
  progress.clear();
  if (outcome.interrupted) {
    writer.keep_partial();
    std::cerr << "heed: stopped after " << outcome.ended() << " of " << outcome.runs
              << " runs; go on with --resume; what is done can be looked at in " << path << ".part\n";
    return journal.empty() ? interrupted : stopped_early;
  }
  writer.finish();
  journal.remove();
  signals.release();
  return report(options, loaded, design, outcome, shard, path);
}

}  // namespace

void add_sweep(CLI::App& app, int& status) {
  auto options = std::make_shared<SweepOptions>();
  CLI::App* command = app.add_subcommand("sweep", "run a scenario file over many parameters and seeds");
  add_input_options(*command, *options);
  add_output_options(*command, *options);
  command
      ->add_option(
          "--shard", options->shard,
          "Make a part only, such as 3/16, to FILE.3-of-16.h5; auto: the task of a whole Slurm array")
      ->type_name("I/N");
  command->add_flag("--resume", options->resume,
                    "Go on with a sweep that was stopped or killed, and run again what failed");
  command->footer(
      "All runs go into one HDF5 file. A run that fails is flagged there, and the others go on (exit code "
      "3).\nUntil all is done, runs that ended are kept in FILE.h5.runs, from which --resume goes on to the "
      "same bytes. Shards are put together by `heed gather`; `heed plan` says how many are worth it.\n\n"
      "Examples:\n"
      "  heed sweep scenarios/opinion/temperature_sweep.toml\n"
      "  heed sweep my_sweep.toml --set sweep.seeds=5 --threads 8\n"
      "  heed sweep my_sweep.toml --shard 3/16 --resume");
  command->callback([options, &status] { status = sweep(*options); });
}

}  // namespace heed::scenarios

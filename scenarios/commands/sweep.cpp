#include "heed/run/sweep.hpp"

#include "heed/core/signal.hpp"
#include "heed/io/trajectory.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/load.hpp"
#include "scenarios/progress.hpp"

#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace heed::scenarios {
namespace {

std::string values_of(const Design& design, std::size_t run) {
  std::vector<std::string> out;
  for (std::size_t k = 0; k < design.parameters.size(); ++k)
    out.push_back(design.names[k] + " = " + design.points[design.point(run)][k]);
  out.push_back("seed = " + std::to_string(design.seed(run)));
  return join(out);
}

void print_summary(const Loaded& loaded, const Design& design, const SweepOutcome& outcome,
                   const std::string& path) {
  fmt::print("{}\n", loaded.header.title.empty() ? loaded.file.path() : loaded.header.title);
  fmt::print("  {:<16} {} ({}: {} points x {} seeds)\n", "runs", outcome.runs, design_word(design.kind),
             design.points.size(), design.seeds.size());
  if (outcome.complete > 0) {
    fmt::print("  {:<16} {}\n", "complete", outcome.complete);
  } else {
    fmt::print("  {:<16} {}\n", "converged", outcome.converged);
    fmt::print("  {:<16} {} (not converged)\n", "at the horizon", outcome.horizon);
  }
  if (!outcome.failed.empty()) fmt::print("  {:<16} {}\n", "failed", outcome.failed.size());
  fmt::print("  {:<16} {}\n", "written", path);
  fmt::print("  {:<16} heed analyze {}\n", "next", path);
}

void print_json(const Design& design, const SweepOutcome& outcome, const std::string& path) {
  nlohmann::ordered_json out{{"file", path},
                             {"design", design_word(design.kind)},
                             {"points", design.points.size()},
                             {"seeds", design.seeds.size()},
                             {"converged", outcome.converged},
                             {"horizon", outcome.horizon},
                             {"complete", outcome.complete},
                             {"warned", outcome.warned},
                             {"failed", nlohmann::ordered_json::array()}};
  for (const FailedRun& f : outcome.failed) out["failed"].push_back({{"run", f.run}, {"message", f.message}});
  std::cout << out.dump(2) << '\n';
}

int sweep(const CommonOptions& options) {
  options.apply_threads();
  Loaded loaded = load(options.file, options.settings());
  const Design design = checked_design(loaded);
  const std::string path = output_path(options, loaded.sweep.file.resolved);
  refuse_input_as_output(loaded, path);
  TrajectoryWriter writer(path, {.force = options.force});
  write_identity(writer, loaded);
  const CatchSignals signals;
  SweepProgress progress(options.quiet);
  const SweepOutcome outcome = run_sweep(loaded.file, loaded.sweep, design, make_point, writer, progress);
  progress.clear();
  if (outcome.interrupted) {
    writer.keep_partial();
    std::cerr << "heed: stopped after " << outcome.ended() << " of " << outcome.runs
              << " runs; what is done is in " << path << ".part\n";
    return interrupted;
  }
  writer.finish();
  if (options.json)
    print_json(design, outcome, path);
  else
    print_summary(loaded, design, outcome, path);
  std::cout.flush();
  if (outcome.warned > 0 && !options.quiet)
    std::cerr << "warning: " << outcome.warned << " of " << outcome.runs
              << " runs come with a warning; see the variable 'message'\n";
  for (const FailedRun& f : outcome.failed)
    std::cerr << "run " << f.run << " failed (" << values_of(design, f.run) << "): " << f.message << '\n';
  return outcome.failed.empty() ? 0 : some_runs_failed;
}

}  // namespace

void add_sweep(CLI::App& app, int& status) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* command = app.add_subcommand("sweep", "run a scenario file over many parameters and seeds");
  add_input_options(*command, *options);
  add_output_options(*command, *options);
  command->footer(
      "All runs go into one HDF5 file. A run that fails is flagged there, and the others go on (exit code "
      "3).\n\n"
      "Examples:\n"
      "  heed sweep scenarios/opinion/temperature_sweep.toml\n"
      "  heed sweep my_sweep.toml --set sweep.seeds=5 --threads 8");
  command->callback([options, &status] { status = sweep(*options); });
}

}  // namespace heed::scenarios

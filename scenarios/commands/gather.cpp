#include "heed/run/gather.hpp"

#include "heed/core/shell_word.hpp"
#include "heed/core/signal.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/io/part_file.hpp"
#include "heed/run/checkpoint.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/commands/tell.hpp"
#include "scenarios/load.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

namespace fs = std::filesystem;

struct GatherOptions {
  std::vector<std::string> files;
  std::string output;
  bool force = false;
};

/// Where the whole goes that a shard is of, going by its name.
std::string whole_of(const std::string& shard) {
  if (const auto whole = whole_path(shard)) return *whole;
  throw Error(ErrorKind::usage, "'" + shard +
                                    "' has no name such as sweep.3-of-16.h5; say where the output goes "
                                    "with -o");
}

/// The shards of an output that are there, beside where it goes.
std::vector<std::string> shards_of(const std::string& output) {
  const fs::path whole(output), folder = whole.parent_path().empty() ? fs::path(".") : whole.parent_path();
  std::vector<std::string> out;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (whole_path(name) == whole.filename().string()) out.push_back((whole.parent_path() / name).string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// `own`: where the output goes unless -o says it.
Error no_shard(const std::string& output, const std::string& own) {
  const std::string said = "there is no shard of '" + output + "'";
  std::vector<std::string> others = shards_of(own);
  for (std::string& name : others) name = "'" + name + "'";
  if (!others.empty())
    return {ErrorKind::usage,
            said + ", but there is " + join_first(4, others) + "; list the shards, or leave out -o"};
  return {ErrorKind::usage, said + "; make the first of, say, 16 with: heed sweep … --shard 1/16"};
}

int gather(const GatherOptions& options) try {
  CatchSignals signals;
  std::vector<std::string> files = options.files;
  std::string output = options.output;
  if (files.size() == 1 && fs::path(files[0]).extension() == ".toml") {
    const Loaded loaded = load(files[0], {});
    CommonOptions scenario;
    scenario.file = files[0];
    const std::string own = output_path(scenario, loaded.sweep.file.resolved);
    if (output.empty()) output = own;
    refuse_input_as_output(loaded, output);
    files = shards_of(output);
    if (files.empty()) throw no_shard(output, own);
  }
  if (output.empty()) output = whole_of(files.front());
  refuse_to_replace(output, files);
  const std::vector<SweepReader> shards = open_shards(files);
  displace_run(output, options.force);
  TrajectoryWriter writer(output, {.force = options.force});
  const SweepOutcome outcome = heed::gather(shards, writer);
  writer.finish();
  signals.release();
  fmt::print("{} runs of {} shards\n", outcome.runs, shards.size());
  if (!outcome.failed.empty()) fmt::print("  {:<16} {}\n", "failed", outcome.failed.size());
  print_text(
      fmt::format("  {:<16} {}\n  {:<16} heed analyze {}\n", "written", output, "next", shell_word(output)));
  std::cout.flush();
  tell_of_ending(output);
  for (const FailedRun& f : outcome.failed)
    for (const SweepReader& shard : shards)
      if (shard.shard().makes(f.run))
        std::cerr << fmt::format("run {} failed, in shard {}: {}\n", f.run, shard.shard().words(),
                                 for_terminal(f.message));
  if (outcome.failed.empty()) return 0;
  std::cerr << fmt::format(
      "try them again with: heed sweep … --shard I/{} --resume, and gather again with --force\n",
      shards.size());
  return some_runs_failed;
} catch (const Interrupted& e) {
  std::cerr << "heed: " << for_terminal(e.what()) << "; nothing was written\n";
  return interrupted;
}

}  // namespace

void add_gather(CLI::App& app, int& status) {
  auto options = std::make_shared<GatherOptions>();
  CLI::App* command = app.add_subcommand("gather", "put the shards of a sweep together");
  command
      ->add_option("FILE", options->files,
                   "All shards; or the scenario file, whose shards are looked for where its output goes")
      ->required();
  command
      ->add_option("-o,--output", options->output,
                   "Where the output goes; of a scenario file, shards are looked for under this name")
      ->type_name("FILE.h5");
  command->add_flag("--force", options->force, "Replace an output that exists");
  command->footer(
      "The file is the same, byte by byte, as that of the sweep made in one piece. Shards that do not belong "
      "together, are missing or not finished are named, and nothing is written.\n\n"
      "Examples:\n"
      "  heed gather temperature_sweep.*-of-4.h5\n"
      "  heed gather scenarios/opinion/temperature_sweep.toml");
  command->callback([options, &status] { status = gather(*options); });
}

}  // namespace heed::scenarios

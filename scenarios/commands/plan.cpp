#include "heed/core/limits.hpp"
#include "heed/core/parallel.hpp"
#include "heed/core/progress_line.hpp"
#include "heed/core/resources.hpp"
#include "heed/core/shell_word.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/core/text_file.hpp"
#include "heed/run/shard.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/estimate.hpp"
#include "scenarios/load.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace heed::scenarios {
namespace {

constexpr std::size_t tries = 5;
constexpr double seconds_each = 1;

struct PlanOptions : CommonOptions {
  std::size_t shards = 0;
  bool script = false;
};

/// What a sweep takes at most, going by a few of its runs.
struct Plan {
  std::size_t runs = 0, shards = 1, tried = 0;
  int threads = 1;
  double mean = 0, least = 0, most = 0;  ///< seconds of one run
  double memory = 0, disk = 0;           ///< bytes: of one shard, and in all

  double all() const { return mean * static_cast<double>(runs); }
  std::size_t largest_shard() const { return (runs + shards - 1) / shards; }
  /// As many runs at once as there are threads.
  double shard_seconds() const {
    return mean * std::ceil(static_cast<double>(largest_shard()) / static_cast<double>(threads));
  }
};

/// Runs spread over the design, the first and the last among them.
std::vector<std::size_t> spread(std::size_t runs) {
  std::vector<std::size_t> out;
  const std::size_t count = std::min(tries, runs);
  for (std::size_t k = 0; k < count; ++k) out.push_back(count == 1 ? 0 : k * (runs - 1) / (count - 1));
  return out;
}

void add(Plan& plan, const Estimate& estimate) {
  const double at_once = std::min<double>(static_cast<double>(plan.runs), plan.threads);
  const double seconds = estimate.seconds / std::ceil(static_cast<double>(plan.runs) / at_once);
  plan.least = plan.tried == 0 ? seconds : std::min(plan.least, seconds);
  plan.most = std::max(plan.most, seconds);
  ++plan.tried;
  plan.mean += (seconds - plan.mean) / static_cast<double>(plan.tried);
  plan.memory = std::max(plan.memory, estimate.memory);
  plan.disk = std::max(plan.disk, estimate.disk);
}

Plan make_plan(const PlanOptions& options, const Loaded& loaded, const Design& design) {
  Plan out;
  out.runs = design.runs();
  out.threads = std::max(1, options.threads);
  use_threads(out.threads);
  for (const std::size_t run : spread(out.runs)) try {
      const Estimate estimate = estimate_sweep(loaded, design, seconds_each, run);
      if (!estimate.trouble.empty()) throw Error(ErrorKind::numeric, estimate.trouble);
      add(out, estimate);
    } catch (const Error& e) {
      std::cerr << fmt::format("warning: run {} fails: {}\n", run, for_terminal(e.what()));
    }
  // Unless asked: about an hour each.
  const double hours = std::ceil(out.all() / 3600 / out.threads);
  out.shards = options.shards > 0 ? options.shards
                                  : std::clamp<std::size_t>(static_cast<std::size_t>(hours), 1, out.runs);
  return out;
}

std::string brief(double seconds) {
  return seconds < 10 ? fmt::format("{:.2g} s", seconds) : duration(seconds);
}

std::string sizes(const Plan& plan) {
  const std::size_t least = plan.runs / plan.shards, most = plan.largest_shard();
  return least == most ? counted(static_cast<std::int64_t>(most), "run")
                       : fmt::format("{} or {} runs", least, most);
}

void print_plan(const Loaded& loaded, const Design& design, const Plan& plan) {
  const auto line = [](std::string_view name, const std::string& value) {
    print_text(fmt::format("  {:<16} {}\n", name, value));
  };
  print_text(heading(loaded) + "\n");
  line("runs", fmt::format("{} ({}: {} points x {} seeds)", plan.runs, design_word(design.kind),
                           design.points.size(), design.seeds.size()));
  line("one run", fmt::format("at most {} on one thread, from {} to {} ({} tried)", brief(plan.mean),
                              brief(plan.least), brief(plan.most), plan.tried));
  line("all", fmt::format("at most {} on one thread", brief(plan.all())));
  line("shards", fmt::format("{}, of {} each; at most {} on {}", plan.shards, sizes(plan),
                             brief(plan.shard_seconds()), counted(plan.threads, "thread")));
  line("memory", fmt::format("about {} on {}", bytes_text(plan.memory), counted(plan.threads, "thread")));
  line("disk", fmt::format("at most {} in all, and as much again until it is done", bytes_text(plan.disk)));
}

void print_json(const Plan& plan) {
  const nlohmann::ordered_json out{{"runs", plan.runs},
                                   {"shards", plan.shards},
                                   {"threads", plan.threads},
                                   {"tried", plan.tried},
                                   {"seconds_per_run", plan.mean},
                                   {"seconds_least", plan.least},
                                   {"seconds_most", plan.most},
                                   {"seconds_per_shard", plan.shard_seconds()},
                                   {"memory_bytes", std::llround(plan.memory)},
                                   {"disk_bytes", std::llround(plan.disk)}};
  std::cout << out.dump(2) << '\n';
}

/// Three times what is reckoned, and 10 minutes at least: nodes differ, and so do runs.
void print_script(const PlanOptions& options, const Plan& plan, const std::string& output) {
  const auto minutes = std::max<long long>(10, std::llround(std::ceil(3 * plan.shard_seconds() / 60)));
  const auto megabytes = std::max<long long>(256, std::llround(std::ceil(1.5 * plan.memory / (1 << 20))));
  const bool several = plan.shards > 1;  // one is the whole, and there is nothing to gather
  fmt::print(R"(#!/bin/sh
#SBATCH --job-name=heed
#SBATCH --array=1-{}
#SBATCH --cpus-per-task={}
#SBATCH --mem={}M
#SBATCH --time={}
#SBATCH --signal=B:TERM@60
# Submit it again to go on with what did not end, and to try again what failed{}.
{}exec {} --shard "$SLURM_ARRAY_TASK_ID/{}" --resume
)",
             plan.shards, plan.threads, megabytes, minutes, several ? "; some shards with --array=3,5" : "",
             several ? fmt::format("# When all is done:\n#   heed gather {} -o {}\n",
                                   shell_word(options.file), shell_word(output))
                     : "",
             "heed sweep " + asked(options), plan.shards);
}

int plan(const PlanOptions& options) {
  if (options.json && options.script)
    throw Error(ErrorKind::usage, "'--json' and '--script' are two forms of one result; give one of them");
  const Loaded loaded = load(options.file, options.settings());
  const Design design = checked_design(loaded);
  const Plan made = make_plan(options, loaded, design);
  if (made.tried == 0) throw Error(ErrorKind::numeric, "no run that was tried got anywhere; see above");
  if (options.json)
    print_json(made);
  else if (options.script)
    print_script(options, made, output_path(options, loaded.sweep.file.resolved));
  else
    print_plan(loaded, design, made);
  std::cout.flush();
  if (!options.json && !options.script)
    std::cerr << fmt::format(
        "as a Slurm array: heed plan {} --shards {}{} --script > sweep.sh; sbatch sweep.sh\n", asked(options),
        made.shards, options.threads > 0 ? fmt::format(" --threads {}", options.threads) : "");
  return 0;
}

}  // namespace

void add_plan(CLI::App& app, int& status) {
  auto options = std::make_shared<PlanOptions>();
  CLI::App* command = app.add_subcommand("plan", "what a sweep takes, and how to run it on a cluster");
  add_input_options(*command, *options);
  command->add_option("--shards", options->shards, "How many shards; unless said, of about an hour each")
      ->type_name("N")
      ->check(CLI::Range(1, static_cast<int>(most_shards)));
  command->add_option("--threads", options->threads, "Threads for each shard")
      ->type_name("N")
      ->check(CLI::Range(1, limit::threads));
  command->add_flag("--script", options->script, "Print a script for sbatch");
  command->add_flag("--json", options->json, "The numbers as JSON");
  command->footer(
      "Tries up to 5 runs, spread over the design, for a second each.\n\n"
      "Examples:\n"
      "  heed plan scenarios/opinion/temperature_sweep.toml\n"
      "  heed plan my_sweep.toml --shards 16 --script > job.sh");
  command->callback([options, &status] { status = plan(*options); });
}

}  // namespace heed::scenarios

#include "heed/core/limits.hpp"
#include "heed/core/parallel.hpp"
#include "heed/core/random.hpp"
#include "heed/core/shell_word.hpp"
#include "heed/core/text_file.hpp"
#include "scenarios/commands/command.hpp"
#include "scenarios/commands/tell.hpp"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace heed::scenarios {

std::vector<std::string> CommonOptions::settings() const {
  std::vector<std::string> out = sets;
  if (seed >= 0) out.push_back("run.seed=" + std::to_string(seed));
  return out;
}

/// The processors of a task of Slurm; 0 where nothing is said of them, or nothing that can be.
static int slurm_threads(bool quiet) {
  const char* said = std::getenv("SLURM_CPUS_PER_TASK");
  if (said == nullptr || *said == '\0') return 0;
  const std::string_view words = said;
  int count = 0;
  const auto end = std::from_chars(words.begin(), words.end(), count);
  if (end.ec == std::errc() && end.ptr == words.end() && count >= 1 && count <= limit::threads) return count;
  use_threads(0);
  if (!quiet)
    tell("warning", fmt::format("SLURM_CPUS_PER_TASK is '{}' but should be a whole number from 1 to {}; "
                                "using {}, as the system allows",
                                said, limit::threads, counted(heed::threads(), "thread")));
  return 0;
}

void CommonOptions::apply_threads() const { use_threads(threads > 0 ? threads : slurm_threads(quiet)); }

void add_input_options(CLI::App& command, CommonOptions& options) {
  command.add_option("FILE", options.file, "Scenario file (TOML)")->required();
  command
      .add_option("--set", options.sets,
                  "Set a parameter, such as --set attention.temperature=0.2; any number of times")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->group("Parameters");
  command.add_option("--seed", options.seed, "The same as --set run.seed=N")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{0}, static_cast<std::int64_t>(largest_seed)))
      ->group("Parameters");
}

void add_output_options(CLI::App& command, CommonOptions& options) {
  command.add_option("-o,--output", options.output, "Where the output goes (HDF5)")
      ->type_name("FILE.h5")
      ->group("Output");
  command.add_flag("--force", options.force, "Replace an output that exists")->group("Output");
  command.add_option("--threads", options.threads, "Threads; results do not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, limit::threads));
  command.add_flag("-q,--quiet", options.quiet, "No progress, no remarks")->group("Output");
  command.add_flag("--json", options.json, "The summary as JSON")->group("Output");
}

std::string output_path(const CommonOptions& options, const std::string& in_file) {
  if (!options.output.empty()) return options.output;
  if (!in_file.empty()) return in_file;
  return std::filesystem::path(options.file).stem().string() + ".h5";
}

std::string asked(const CommonOptions& options) {
  std::string out = shell_word(options.file);
  for (const std::string& set : options.settings()) out += " --set " + shell_word(set);
  return out;
}

}  // namespace heed::scenarios

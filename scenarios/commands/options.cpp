#include "heed/core/parallel.hpp"
#include "heed/core/random.hpp"
#include "scenarios/commands/command.hpp"

#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace heed::scenarios {

std::vector<std::string> CommonOptions::settings() const {
  std::vector<std::string> out = sets;
  if (seed >= 0) out.push_back("run.seed=" + std::to_string(seed));
  return out;
}

void CommonOptions::apply_threads() const {
  int count = threads;
  if (const char* slurm = std::getenv("SLURM_CPUS_PER_TASK"); count == 0 && slurm) count = std::atoi(slurm);
  use_threads(count);
}

void add_input_options(CLI::App& command, CommonOptions& options) {
  command.add_option("FILE", options.file, "scenario file (TOML)")->required();
  command
      .add_option("--set", options.sets,
                  "set a parameter, such as --set attention.temperature=0.2; any number of times")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->group("Parameters");
  command.add_option("--seed", options.seed, "the same as --set run.seed=N")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{0}, static_cast<std::int64_t>(largest_seed)))
      ->group("Parameters");
}

void add_output_options(CLI::App& command, CommonOptions& options) {
  command.add_option("-o,--output", options.output, "where the output goes (HDF5)")
      ->type_name("FILE.h5")
      ->group("Output");
  command.add_flag("--force", options.force, "replace an output that exists")->group("Output");
  command.add_option("--threads", options.threads, "threads; results do not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 4096));
  command.add_flag("-q,--quiet", options.quiet, "no progress, no remarks")->group("Output");
  command.add_flag("--json", options.json, "the summary as JSON")->group("Output");
}

std::string output_path(const CommonOptions& options, const std::string& in_file) {
  if (!options.output.empty()) return options.output;
  if (!in_file.empty()) return in_file;
  return std::filesystem::path(options.file).stem().string() + ".h5";
}

std::string shell_word(const std::string& word) {
  static constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=,:+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string asked(const CommonOptions& options) {
  std::string out = shell_word(options.file);
  for (const std::string& set : options.settings()) out += " --set " + shell_word(set);
  return out;
}

}  // namespace heed::scenarios

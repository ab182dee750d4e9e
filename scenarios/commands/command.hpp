#pragma once
#include "heed/core/parameters.hpp"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace heed::scenarios {

/// Exit codes of the command; see `heed --help`.
inline constexpr int some_runs_failed = 3;
inline constexpr int stopped_early = 75;  ///< and can go on with --resume
inline constexpr int interrupted = 130;

/// What all commands that start things take.
struct CommonOptions {
  std::string file, output;
  std::vector<std::string> sets;
  std::int64_t seed = -1;
  int threads = 0;
  bool force = false, quiet = false, json = false, resume = false;

  /// `sets`, and the seed as one more.
  std::vector<std::string> settings() const;
  /// Uses --threads, else SLURM_CPUS_PER_TASK, else what the system allows.
  void apply_threads() const;
};

/// Adds FILE, --set and --seed; and for those that write: -o, --force, --threads, -q.
void add_input_options(CLI::App& command, CommonOptions& options);
void add_output_options(CLI::App& command, CommonOptions& options);

/// Where the output goes: -o, else what the file says, else the name of the scenario file with .h5, here.
std::string output_path(const CommonOptions& options, const std::string& in_file);

/// The scenario file and its settings, as they were asked for on the command line.
std::string asked(const CommonOptions& options);

// Each adds its subcommand, and sets `status` to its exit code when it ran.
void add_run(CLI::App& app, int& status);
void add_sweep(CLI::App& app, int& status);
void add_plan(CLI::App& app, int& status);
void add_gather(CLI::App& app, int& status);
void add_validate(CLI::App& app, int& status);
void add_list(CLI::App& app, int& status,
              std::vector<heed::Catalogue> more = {});  ///< `more`: of other parts of heed
void add_describe(CLI::App& app, int& status);
void add_schema(CLI::App& app, int& status);
void add_version(CLI::App& app, int& status);

}  // namespace heed::scenarios

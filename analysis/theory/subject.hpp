#pragma once
#include "analysis/results.hpp"
#include "heed/io/scenario_file.hpp"
#include "heed/predict/record.hpp"
#include "heed/run/sweep.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace heed::analysis {

/// A setting that theory is asked about, and what a run with it gave.
struct TheoryRun {
  std::size_t point = 0;
  std::vector<Setting> settings;  ///< on top of the scenario file
  std::optional<Record> record;   ///< none where nothing has run yet
  std::size_t place = 0;          ///< among all runs, those that failed too
};

/// What `heed theory` was pointed at: a scenario file, one that sweeps, or the output of either.
struct TheorySubject {
  ScenarioFile file;
  std::string name, title;
  std::vector<SweptParameter> parameters;  ///< none where nothing is swept
  std::size_t points = 1;
  std::vector<TheoryRun> runs;
  bool measured = false;                        ///< is there output to compare with
  bool changed = false;                         ///< do settings make it another than what gave that output
  std::shared_ptr<const Results> results = {};  ///< that output

  bool sweeps() const { return !parameters.empty(); }
};

/// The scenario in an output. Its relative paths start at `folder`, or where that is empty at the folder of
/// the output. Throws Error (data) where it holds none.
ScenarioFile scenario_in(const TrajectoryReader& reader, const std::string& path, const std::string& folder);

/// The scenario file (TOML) at `path`, or the scenario in the output (HDF5) there, with settings. The same
/// for `sets` and `folder` as in open_theory_subject, and the same errors.
ScenarioFile scenario_behind(const std::string& path, const std::vector<std::string>& sets,
                             const std::string& folder);

/// Opens a scenario file (TOML) or an output (HDF5). Relative paths of an output's scenario start at
/// `folder`, or where that is empty at the folder of the output. Runs of a sweep that failed are left out.
/// Throws FileErrors, Error (data, usage): no such file, an HDF5 file that is not a run or sweep of heed.
TheorySubject open_theory_subject(const std::string& path, const std::vector<std::string>& sets,
                                  const std::string& folder);

/// Adds --folder, which says where those paths start.
void add_folder(CLI::App& command, std::string& folder);

}  // namespace heed::analysis

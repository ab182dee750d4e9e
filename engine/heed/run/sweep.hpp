#pragma once
#include "heed/run/design.hpp"
#include "heed/run/inputs.hpp"
#include "heed/run/run_result.hpp"
#include "heed/run/scenario.hpp"
#include "heed/run/shard.hpp"
#include "heed/run/sweep_file.hpp"
#include "heed/run/sweep_journal.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace heed {

/// A run that failed, by its place in the design.
struct FailedRun {
  std::size_t run;
  std::string message;
};

/// Follows a sweep. Calls come from the threads of the runs, one at a time.
class SweepMonitor {
 public:
  virtual ~SweepMonitor() = default;
  /// Before the first run: so many were there already, and so many were left under way.
  virtual void found(std::size_t /*done*/, std::size_t /*under_way*/, std::size_t /*runs*/) {}
  virtual void finished(std::size_t /*done*/, std::size_t /*runs*/, std::size_t /*failed*/) {}
  /// Hears what is worth saying.
  virtual void remark(const std::string& /*text*/) {}
};

/// How a sweep, or a shard of one, ended.
struct SweepOutcome {
  std::size_t runs = 0, converged = 0, horizon = 0, complete = 0;
  std::size_t warned = 0;         ///< runs with a warning, kept in `message`
  std::vector<FailedRun> failed;  ///< in the order of the design
  bool interrupted = false;

  /// Runs that ended, in whatever way.
  std::size_t ended() const { return converged + horizon + complete + failed.size(); }
};

/// What the file says of the runs of a shard.
SweepOutcome outcome_of(const SweepFile& file, const Shard& shard);

/// The scenario of a file without problems. Throws FileErrors with all there are.
std::unique_ptr<Scenario> checked_scenario(const MakeScenario& make, const ScenarioFile& file);

/// What to run.
struct SweepTask {
  const ScenarioFile& file;
  const SweepSettings& settings;
  const Design& design;
  const MakeScenario& make;
  Shard shard = {};
  const Inputs* inputs = nullptr;  ///< what its runs read, where they read files that someone may change
};

/// The scenario of one run; `file` is the task's with the settings of the run. Throws FileErrors.
std::unique_ptr<Scenario> scenario_of(const SweepTask& task, const ScenarioFile& file);

/// Makes the runs of a design that are in a shard and not yet in its file, in parallel: for a grid
/// `variance(temperature, …, seed, time)`, else `variance(run, time)` with each parameter as a variable over
/// `run`; `status`, `steps`, `message` beside. A run that converged holds its last values to its horizon. A
/// run that fails is flagged and the others go on. The file does not depend on the number of threads, nor on
/// which runs were there. Throws Error (io) where a file that runs read changed under way; what is in the
/// journal is of the files as they were. After a request to stop, what is done is in the file and in the
/// journal, and runs under way are beside the journal where their scenario says what it carries from step to
/// step.
SweepOutcome run_sweep(const SweepTask& task, SweepFile& file, SweepJournal& journal, SweepMonitor& monitor);

}  // namespace heed

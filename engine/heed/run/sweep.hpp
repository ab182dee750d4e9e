#pragma once
#include "heed/io/trajectory.hpp"
#include "heed/run/design.hpp"
#include "heed/run/scenario.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace heed {

/// How a run of a sweep ended, as kept in `status`.
enum class RunStatus : std::int8_t { horizon = 0, converged = 1, failed = 2, not_run = 3, complete = 4 };

/// A run that failed, by its place in the design.
struct FailedRun {
  std::size_t run;
  std::string message;
};

/// Follows a sweep. Calls come from the threads of the runs, one at a time.
class SweepMonitor {
 public:
  virtual ~SweepMonitor() = default;
  virtual void finished(std::size_t /*done*/, std::size_t /*runs*/, std::size_t /*failed*/) {}
};

/// How a sweep ended.
struct SweepOutcome {
  std::size_t runs = 0, converged = 0, horizon = 0, complete = 0;
  std::size_t warned = 0;  ///< runs with a warning, kept in `message`
  std::vector<FailedRun> failed;
  bool interrupted = false;

  /// Runs that ended, in whatever way.
  std::size_t ended() const { return converged + horizon + complete + failed.size(); }
};

/// A scenario with the parameters of a file; problems are added.
using MakeScenario = std::function<std::unique_ptr<Scenario>(const ScenarioFile&, std::vector<Problem>&)>;

/// Makes every run of a design, in parallel, and writes all into one file: for a grid `variance(temperature,
/// …, seed, time)`, else `variance(run, time)` with each parameter as a variable over `run`; `status`,
/// `steps`, `message` beside. A run that converged holds its last values to its horizon. A run that fails is
/// flagged and the others go on. The file does not depend on the number of threads. After a request to stop,
/// what is done is in the file.
SweepOutcome run_sweep(const ScenarioFile& file, const SweepSettings& settings, const Design& design,
                       const MakeScenario& make, TrajectoryWriter& writer, SweepMonitor& monitor);

}  // namespace heed

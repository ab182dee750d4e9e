#include "heed/run/sweep.hpp"

#include "heed/core/parallel.hpp"
#include "heed/core/signal.hpp"
#include "heed/run/memory_recorder.hpp"
#include "heed/run/sweep_file.hpp"

#include <algorithm>
#include <limits>
#include <mutex>
#include <new>
#include <numeric>
#include <stdexcept>

namespace heed {
namespace {

/// Runs single runs of a design and gathers what came of them.
class Sweeper {
 public:
  Sweeper(const ScenarioFile& file, const SweepSettings& settings, const Design& design,
          const MakeScenario& make, TrajectoryWriter& writer, SweepMonitor& monitor)
      : file_(file),
        settings_(settings),
        design_(design),
        make_(make),
        out_(settings, design, writer),
        monitor_(monitor) {
    outcome_.runs = design.runs();
  }

  SweepOutcome all() {
    // The first run that does not fail settles the shape of the file where states are kept; the others must
    // fit.
    std::size_t first = 0;
    if (settings_.states != Keep::none)
      while (!out_.declared() && first < design_.runs()) one(first++);
    for_jobs(design_.runs() - first, [&](std::size_t k) { one(k + first); });
    out_.finish();
    outcome_.interrupted = outcome_.ended() < outcome_.runs;
    return outcome_;
  }

 private:
  void one(std::size_t run) {
    if (stop_requested()) return;
    try {
      std::vector<Problem> problems;
      const ScenarioFile file = file_.with(design_.settings(run));
      const std::unique_ptr<Scenario> scenario = make_(file, problems);
      if (!problems.empty()) throw FileErrors(problems);
      scenario->keep_states(settings_.states);
      MemoryRecorder recorder(settings_.states != Keep::none);
      Monitor quiet;
      const Outcome outcome = scenario->run(file, recorder, quiet);
      const std::lock_guard lock(mutex_);
      out_.add(run, *scenario, outcome, recorder);
      ++(outcome.ending == Ending::converged  ? outcome_.converged
         : outcome.ending == Ending::complete ? outcome_.complete
                                              : outcome_.horizon);
      outcome_.warned += outcome.warnings.empty() ? 0 : 1;
      done();
    } catch (const Interrupted&) {
    } catch (const Error& e) {
      if (e.kind() == ErrorKind::io || e.kind() == ErrorKind::internal) throw;
      failed(run, e.what());
    } catch (const std::bad_alloc&) {
      failed(run, "out of memory; try fewer agents or ties, or record less");
    } catch (const std::length_error&) {
      failed(run, "out of memory; try fewer agents or ties, or record less");
    }
  }

  void done() { monitor_.finished(outcome_.ended(), outcome_.runs, outcome_.failed.size()); }
  void failed(std::size_t run, const std::string& message) {
    const std::lock_guard lock(mutex_);
    out_.fail(run, message);
    outcome_.failed.push_back({run, message});
    done();
  }

  const ScenarioFile& file_;
  const SweepSettings& settings_;
  const Design& design_;
  const MakeScenario& make_;
  SweepFile out_;
  SweepMonitor& monitor_;
  SweepOutcome outcome_;
  std::mutex mutex_;
};

}  // namespace

SweepOutcome run_sweep(const ScenarioFile& file, const SweepSettings& settings, const Design& design,
                       const MakeScenario& make, TrajectoryWriter& writer, SweepMonitor& monitor) {
  SweepOutcome out = Sweeper(file, settings, design, make, writer, monitor).all();
  std::sort(out.failed.begin(), out.failed.end(),
            [](const FailedRun& a, const FailedRun& b) { return a.run < b.run; });
  return out;
}

}  // namespace heed

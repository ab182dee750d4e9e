#include "heed/run/sweep.hpp"

#include "heed/core/parallel.hpp"
#include "heed/core/signal.hpp"
#include "heed/run/memory_recorder.hpp"
#include "heed/run/sweep_reader.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>

namespace heed {
namespace {

/// Looks between the steps of a run whether a checkpoint is asked for.
class Watch final : public Monitor {
 public:
  explicit Watch(std::function<void()> look) : look_(std::move(look)) {}
  void progress(std::int64_t, std::int64_t, double, std::string_view, double) override { look_(); }

 private:
  std::function<void()> look_;
};

/// Runs single runs of a design and gathers what came of them.
class Sweeper {
 public:
  Sweeper(const SweepTask& task, SweepFile& file, SweepJournal& journal, SweepMonitor& monitor)
      : task_(task), file_(file), journal_(journal), monitor_(monitor) {
    for (const std::size_t run : task.shard.runs(task.design.runs()))
      if (is_done(file.status(run)))
        ++done_;
      else
        left_.push_back(run);
    runs_ = done_ + left_.size();
  }

  void all() {
    monitor_.found(done_, runs_);
    // The first run that does not fail settles the shape of the file where states are kept; the others must
    // fit.
    std::size_t first = 0;
    if (task_.settings.states != Keep::none)
      while (!file_.shape() && first < left_.size()) one(left_[first++]);
    for_jobs(left_.size() - first, [&](std::size_t k) { one(left_[k + first]); });
    journal_.sync();
    file_.finish();
  }

 private:
  void one(std::size_t run) {
    if (stop_requested()) return;
    try {
      const ScenarioFile file = task_.file.with(task_.design.settings(run));
      const std::unique_ptr<Scenario> scenario = scenario_of(task_, file);
      MemoryRecorder recorder(task_.settings.states != Keep::none);
      Watch watch([this] { answer_requests(); });
      const Outcome outcome = scenario->run(file, recorder, watch);
      declare(*scenario, recorder);
      succeeded(result_of(run, *file_.shape(), scenario->frame(), outcome, recorder));
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

  /// What ended so far outlives the machine, and the file shows it.
  void answer_requests() {
    const std::uint64_t requests = checkpoint_requests();
    if (answered_ == requests || answered_.exchange(requests) == requests) return;
    const std::lock_guard lock(mutex_);
    journal_.sync();
    file_.flush();
  }

  void declare(const Scenario& scenario, const MemoryRecorder& recorder) {
    const std::lock_guard lock(mutex_);
    if (file_.shape()) return;
    file_.declare(shape_of(task_.design, task_.settings.states, scenario.frame(), recorder));
    file_.flush();  // from here on it can be looked at
  }

  void succeeded(const RunResult& result) {
    const std::lock_guard lock(mutex_);
    journal_.put(*file_.shape(), result);
    file_.put(result);
    monitor_.finished(++done_, runs_, failed_);
  }

  void failed(std::size_t run, const std::string& message) {
    const std::lock_guard lock(mutex_);
    file_.put({.run = run, .status = RunStatus::failed, .message = message, .values = {}});
    monitor_.finished(++done_, runs_, ++failed_);
  }

  const SweepTask& task_;
  SweepFile& file_;
  SweepJournal& journal_;
  SweepMonitor& monitor_;
  std::vector<std::size_t> left_;
  std::size_t done_ = 0, failed_ = 0, runs_ = 0;
  std::atomic<std::uint64_t> answered_ = checkpoint_requests();
  std::mutex mutex_;
};

}  // namespace

SweepOutcome outcome_of(const SweepFile& file, const Shard& shard) {
  SweepOutcome out;
  for (const std::size_t run : shard.runs(file.runs())) {
    ++out.runs;
    const RunStatus status = file.status(run);
    out.converged += status == RunStatus::converged;
    out.horizon += status == RunStatus::horizon;
    out.complete += status == RunStatus::complete;
    out.warned += is_done(status) && !file.message(run).empty();
    if (status == RunStatus::failed) out.failed.push_back({run, file.message(run)});
  }
  out.interrupted = out.ended() < out.runs;
  return out;
}

std::unique_ptr<Scenario> scenario_of(const SweepTask& task, const ScenarioFile& file) {
  std::vector<Problem> problems;
  std::unique_ptr<Scenario> scenario = task.make(file, problems);
  if (!problems.empty()) throw FileErrors(problems);
  scenario->keep_states(task.settings.states);
  return scenario;
}

SweepOutcome run_sweep(const SweepTask& task, SweepFile& file, SweepJournal& journal, SweepMonitor& monitor) {
  Sweeper(task, file, journal, monitor).all();
  return outcome_of(file, task.shard);
}

}  // namespace heed

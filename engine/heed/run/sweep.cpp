#include "heed/run/sweep.hpp"

#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"
#include "heed/core/signal.hpp"
#include "heed/run/kept_state.hpp"
#include "heed/run/memory_recorder.hpp"
#include "heed/run/sweep_reader.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace heed {
namespace {

/// Goes along with one run: keeps where it is when someone asks for that or to stop, and every so often; and
/// puts it to where it was left.
class Watch final : public Monitor {
 public:
  using Keep = std::function<void(const std::string&)>;

  Watch(MemoryRecorder& recorder, const std::string* left, Keep keep)
      : recorder_(recorder), left_(left), keep_(std::move(keep)) {}

  /// How often, beside when asked.
  void every(std::optional<std::chrono::nanoseconds> interval) { every_ = interval; }

  bool resume(const Carry& carry) override {
    if (left_) give_back_state(*left_, all(carry));
    return left_ != nullptr;
  }
  void between(std::int64_t step, std::int64_t steps, const Carry& carry) override {
    const std::uint64_t requests = checkpoint_requests();
    const bool due = every_ && Clock::now() - last_ >= *every_;
    if (carry && (due || requests != answered_ || stop_requested())) {
      keep_(keep_state(all(carry)));
      last_ = Clock::now();
    }
    answered_ = requests;
    Monitor::between(step, steps, carry);
  }

 private:
  using Clock = std::chrono::steady_clock;

  /// What the run carries, and what it has recorded.
  Carry all(const Carry& carry) {
    return [this, &carry](Carried& c) {
      recorder_.carried(c);
      carry(c);
    };
  }

  MemoryRecorder& recorder_;
  const std::string* left_;
  Keep keep_;
  std::optional<std::chrono::nanoseconds> every_;
  Clock::time_point last_ = Clock::now();
  std::uint64_t answered_ = checkpoint_requests();
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
    monitor_.found(done_, journal_.under_way().size(), runs_);
    // The first run that does not fail settles the shape of the file, where that is not known before; the
    // others must fit.
    std::size_t first = 0;
    if (task_.settings.states != Keep::none || !task_.design.knows_horizons())
      while (!file_.shape() && first < left_.size()) one(left_[first++]);
    for_jobs(left_.size() - first, [&](std::size_t k) { one(left_[k + first]); });
    journal_.sync();
    file_.finish();
  }

 private:
  void one(std::size_t run) {
    if (stop_requested()) return;
    std::vector<std::string> read;
    try {
      const ScenarioFile file = task_.file.with(task_.design.settings(run));
      const std::unique_ptr<Scenario> scenario = scenario_of(task_, file);
      if (task_.inputs)
        for (auto& [parameter, name] : files_read(*scenario)) read.push_back(std::move(name));
      MemoryRecorder recorder(task_.settings.states != Keep::none);
      Watch watch(recorder, left_at(run), [&](const std::string& state) { under_way(run, read, state); });
      watch.every(scenario->frame().checkpoint);
      const Outcome outcome = scenario->run(file, recorder, watch);
      check(read);
      declare(*scenario, recorder);
      succeeded(result_of(run, *file_.shape(), scenario->frame(), outcome, recorder));
    } catch (const Interrupted&) {
    } catch (const Error& e) {
      if (e.kind() == ErrorKind::io || e.kind() == ErrorKind::internal) throw;
      failed(run, read, e.what());
    } catch (const std::bad_alloc&) {
      failed(run, read, "out of memory; try fewer agents or ties, or record less");
    } catch (const std::length_error&) {
      failed(run, read, "out of memory; try fewer agents or ties, or record less");
    }
  }

  /// What a run has read by now must be what all others read, or nothing of it is kept.
  void check(const std::vector<std::string>& read) const {
    if (task_.inputs) task_.inputs->check(read);
  }

  const std::string* left_at(std::size_t run) const {
    const auto found = journal_.under_way().find(run);
    return found == journal_.under_way().end() ? nullptr : &found->second;
  }

  /// What there is outlives the machine, and the file shows it. Where there is no room for it the run itself
  /// may still get through.
  void under_way(std::size_t run, const std::vector<std::string>& read, const std::string& state) {
    check(read);
    const std::lock_guard lock(mutex_);
    try {
      journal_.put_under_way(run, state);
    } catch (const Error& e) {
      if (e.kind() != ErrorKind::io) throw;
      monitor_.remark(fmt::format("where run {} is was not kept: {}", run, e.what()));
    }
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

  void failed(std::size_t run, const std::vector<std::string>& read, const std::string& message) {
    check(read);
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

std::unique_ptr<Scenario> checked_scenario(const MakeScenario& make, const ScenarioFile& file) {
  std::vector<Problem> problems;
  std::unique_ptr<Scenario> out = make(file, problems);
  if (!problems.empty()) throw FileErrors(std::move(problems));
  return out;
}

std::unique_ptr<Scenario> scenario_of(const SweepTask& task, const ScenarioFile& file) {
  std::unique_ptr<Scenario> scenario = checked_scenario(task.make, file);
  scenario->keep_states(task.settings.states);
  return scenario;
}

SweepOutcome run_sweep(const SweepTask& task, SweepFile& file, SweepJournal& journal, SweepMonitor& monitor) {
  Sweeper(task, file, journal, monitor).all();
  return outcome_of(file, task.shard);
}

}  // namespace heed

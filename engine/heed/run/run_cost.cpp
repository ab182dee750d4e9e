#include "heed/run/run_cost.hpp"

#include "heed/core/parallel.hpp"
#include "heed/run/memory_recorder.hpp"

#include <chrono>

namespace heed {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// A run was left early: what it would have taken in all.
struct Enough {
  double seconds;
};

/// Leaves a run when its time is up.
class Stopwatch final : public Monitor {
 public:
  explicit Stopwatch(double most) : most_(most) {}
  void progress(std::int64_t step, std::int64_t steps, double, std::string_view, double) override {
    if (step < 1) {
      first_ = since(start_);
    } else if (const double spent = since(start_); spent > most_ && step < steps) {
      const double each = (spent - first_) / static_cast<double>(step);
      throw Enough{first_ + each * static_cast<double>(steps)};
    }
  }
  double seconds() const { return since(start_); }

 private:
  double most_, first_ = 0;
  Clock::time_point start_ = Clock::now();
};

std::size_t bytes_of(const SweepShape& shape) {
  std::size_t out = 0;
  for (const Variable& v : shape.variables) out += shape.size(v) * (v.type == Type::float32 ? 4 : 8);
  return out;
}

}  // namespace

RunCost try_run(const SweepTask& task, std::size_t run, double seconds) {
  RunCost out;
  out.run = run;
  const OneThread alone;
  Stopwatch watch(seconds);
  try {
    const ScenarioFile file = task.file.with(task.design.settings(run));
    const std::unique_ptr<Scenario> scenario = scenario_of(task, file);
    MemoryRecorder recorder(task.settings.states != Keep::none);
    try {
      scenario->run(file, recorder, watch);
      out.seconds = watch.seconds();
    } catch (const Enough& enough) {
      out.seconds = enough.seconds;
      out.whole = false;
    }
    out.bytes = bytes_of(shape_of(task.design, task.settings.states, scenario->frame(), recorder));
  } catch (const Error& e) {
    out.failure = e.what();
  }
  return out;
}

}  // namespace heed

#pragma once
#include "heed/io/trajectory.hpp"
#include "heed/run/design.hpp"
#include "heed/run/memory_recorder.hpp"
#include "heed/run/scenario.hpp"

#include <map>
#include <string>
#include <vector>

namespace heed {

/// The file of a sweep: labelled arrays over the parameters of the design, filled run by run. Calls are made
/// one at a time; the order of runs makes no difference to the file.
class SweepFile {
 public:
  SweepFile(const SweepSettings& settings, const Design& design, TrajectoryWriter& writer);

  /// What a run gave. The first one declares the variables.
  void add(std::size_t run, Scenario& scenario, const Outcome& outcome, const MemoryRecorder& recorder);
  void fail(std::size_t run, const std::string& message);
  /// Writes status, steps and messages.
  void finish();

  bool declared() const { return declared_; }

 private:
  /// A growing axis of a run as a fixed one: every `every` steps, and the horizon of each run.
  struct Grid {
    std::vector<double> times;
  };

  void declare_design();
  void declare_variables(Scenario& scenario, const MemoryRecorder& recorder);
  void declare_growing(const std::string& axis, std::int64_t every, std::int64_t steps,
                       const MemoryRecorder& recorder);
  std::vector<double> on_grid(const std::string& variable, const Grid& grid,
                              const std::vector<double>& labels, std::size_t width, double until,
                              const MemoryRecorder& recorder) const;
  std::vector<std::size_t> place_of(std::size_t run) const;
  bool only_last(const Variable& variable) const { return variable.state && settings_.states == Keep::last; }
  void check_alike(const MemoryRecorder& recorder) const;
  void write(const Variable& variable, std::size_t run, double until, const MemoryRecorder& recorder);

  const SweepSettings& settings_;
  const Design& design_;
  TrajectoryWriter& writer_;
  std::vector<std::string> run_axes_;
  std::vector<std::size_t> run_shape_;
  Grid time_, snapshot_;
  std::map<std::string, Axis> axes_;    ///< of the first run, but for those that grow
  std::vector<std::string> variables_;  ///< of the first run
  bool declared_ = false;
  std::vector<std::int8_t> status_;
  std::vector<double> steps_;
  std::vector<std::string> messages_;
};

}  // namespace heed

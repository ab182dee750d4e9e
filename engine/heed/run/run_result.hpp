#pragma once
#include "heed/io/recorder.hpp"
#include "heed/run/design.hpp"
#include "heed/run/memory_recorder.hpp"
#include "heed/run/scenario.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace heed {

/// How a run of a sweep ended, as kept in `status`.
enum class RunStatus : std::int8_t { horizon = 0, converged = 1, failed = 2, not_run = 3, complete = 4 };

/// What all runs of a sweep record, alike: labelled arrays, as the file of the sweep has them behind the axes
/// of its design. Each is float32 or float64 and on `time`, on `snapshot`, or without either where only the
/// last state is kept; neither grows.
struct SweepShape {
  std::vector<Axis> axes;
  std::vector<Variable> variables;

  const Axis& axis(std::string_view name) const;
  /// The labels of `time` or `snapshot`. Throws Error (data) where they are not of type float64.
  const std::vector<double>& times(std::string_view axis) const;
  /// How many values of a variable a run has. Throws Error (data) where they are too many to be counted.
  std::size_t size(const Variable& variable) const;
};

/// What came of one run of a sweep.
struct RunResult {
  std::size_t run = 0;
  RunStatus status = RunStatus::not_run;
  double steps = std::numeric_limits<double>::quiet_NaN();
  std::string message;                      ///< why it failed, or its warnings
  std::vector<std::vector<double>> values;  ///< for each variable of the shape; none of a run that failed
};

/// How many places an axis has that does not grow.
std::size_t length_of(const Axis& axis);

/// What the runs of a design record, going by one of them: `time` and `snapshot` have the places of the
/// longest horizon, and the horizon of each run. Of horizons that are not known before that of this run is
/// one.
SweepShape shape_of(const Design& design, Keep states, const Frame& frame, const MemoryRecorder& recorder);

/// Throws Error (data) where a sweep has no such shape, or the result not as many values as that says.
void check_fits(const RunResult& result, const SweepShape& shape);

/// What came of a run that ended. Up to its horizon a value stays until the next one; beyond there is NaN.
/// Throws Error (data) when it does not record what others do, or is longer than the file has places for.
RunResult result_of(std::size_t run, const SweepShape& shape, const Frame& frame, const Outcome& outcome,
                    const MemoryRecorder& recorder);

}  // namespace heed

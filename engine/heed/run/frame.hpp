#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace heed {

/// Which of many states are kept: opinions, readings, affinities.
enum class Keep { all, last, none };

/// What commands and sweeps go by, whatever a scenario is about and however it calls its parameters.
struct Frame {
  std::int64_t seed = 1;
  std::int64_t steps = 0;  ///< the horizon; 0: as many as there are data, known once these are read
  std::int64_t every = 1;  ///< steps between two places on the axis `time`
  /// Steps between two places on the axis `snapshot`, where there is one; 0: at the end only.
  std::int64_t states_every = 1;
  std::vector<std::pair<std::string, std::int64_t>> every_on = {};  ///< the same of other axes, by name
  std::string output;  ///< where the output goes; empty: named after the scenario file
  /// How often a checkpoint is kept; none: only when asked for, or not at all.
  std::optional<std::chrono::nanoseconds> checkpoint;
  /// Names of axes and variables that runs record: a swept parameter takes none of them for its axis.
  std::vector<std::string> names;
  /// What parameters say about the axes of what is recorded: all runs of a sweep must say the same.
  std::vector<std::string> shape;
};

}  // namespace heed

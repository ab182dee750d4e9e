#pragma once
#include "heed/run/sweep.hpp"

#include <cstddef>
#include <string>

namespace heed {

/// What a run of a sweep takes, by trying it.
struct RunCost {
  std::size_t run = 0;
  double seconds = 0;  ///< on one thread
  bool whole = true;   ///< false: it was left early, and `seconds` reckoned to its horizon, which is the most
  std::size_t bytes = 0;  ///< in the file of the sweep
  std::string failure;    ///< why there is nothing to say, or empty
};

/// Tries a run on one thread and leaves it after so many seconds, at the next step that ends.
RunCost try_run(const SweepTask& task, std::size_t run, double seconds);

}  // namespace heed

#pragma once
#include "heed/run/event.hpp"
#include "heed/run/setup.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace heed {

/// A run of opinions from its beginning to its horizon, for those who make it again step by step: what it
/// begins with, and what happens on the way. Depends on nothing that may go away.
struct Course {
  Setup setup = {};
  /// The model after an event set parameters.
  std::function<Model(const std::vector<Setting>&)> remodel = {};
  /// What events do before the step with this number is made.
  std::function<void(World&, std::int64_t)> happen = [](World&, std::int64_t) {};
};

}  // namespace heed

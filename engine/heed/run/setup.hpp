#pragma once
#include "heed/run/model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace heed {

/// All that a run of opinions begins with, for those who look at it without running it.
struct Setup {
  Model model;
  Network network;
  std::uint64_t seed = 1;
  std::int64_t steps = 0;            ///< the horizon
  std::vector<std::string> changes;  ///< what changes on the way, such as "event 'remove_ties' at step 3"
};

}  // namespace heed

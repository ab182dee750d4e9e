#pragma once
#include "heed/graph/network.hpp"

#include <vector>

namespace heed {

/// In which order kernels keep the agents' state. Agents that hear each other and lie close together are
/// fetched together.
enum class Order {
  automatic,      ///< one of the others where it pays for itself, or none
  none,           ///< by number
  cuthill_mckee,  ///< reverse Cuthill-McKee (1969; George 1971): ties span as little as possible
  degree,         ///< those heard by most first, so that they share cache lines
  community,      ///< community by community
};

/// The agents in that order; empty for none. `automatic` asks for a state of so many bytes and so many steps:
/// it reorders only where the state is too large for the inner caches, the run long enough to earn the
/// sorting back, and ties end up spanning less than half of what they span by number (or, where few are heard
/// by most, the first hundredth of the agents is heard by a quarter of all ties). O(N log N + E).
std::vector<Agent> order_of(Order order, const Network& network, std::size_t state_bytes, std::int64_t steps);

}  // namespace heed

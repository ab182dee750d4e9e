#pragma once
#include "heed/motion/schedule.hpp"

#include <numeric>
#include <vector>

namespace heed::schedules {

/// Each agent once per step, one after the other in a fresh random order, hearing those who have already
/// moved.
struct RandomSequential {
  static constexpr std::string_view summary = "each agent once per step, one after the other in random order";

  template <class Real> void move(Motion<Real>& motion) const {
    std::vector<Agent> order(motion.agents());
    std::iota(order.begin(), order.end(), Agent{0});
    Stream stream = motion.schedule_stream();
    shuffle(order, stream);
    std::uint64_t turn = 0;
    for (const Agent i : order) motion.move_one(i, ++turn);
  }
};

}  // namespace heed::schedules

#pragma once
#include "heed/motion/schedule.hpp"

namespace heed::schedules {

/// All agents move at once, from what was said before the step.
struct Synchronous {
  static constexpr std::string_view summary = "all agents at once";

  template <class Real> void move(Motion<Real>& motion) const { motion.move_all(); }
};

}  // namespace heed::schedules

#pragma once
#include "heed/core/fields.hpp"
#include "heed/motion/schedule.hpp"

namespace heed::schedules {

/// N meetings per step: a random agent draws one of those it heeds, with the weights, and moves towards it.
struct Gossip {
  static constexpr std::string_view summary = "N meetings of two per step, the other drawn by attention";

  bool mutual = false;

  void fields(Fields& f) {
    f("mutual", mutual, any(), "both move towards each other, not only the one who listens");
  }

  template <class Real> void move(Motion<Real>& motion) const {
    Stream stream = motion.schedule_stream();
    for (std::uint64_t turn = 1; turn <= motion.agents(); ++turn)
      motion.meet(static_cast<Agent>(stream.below(motion.agents())), turn, mutual);
  }
};

}  // namespace heed::schedules

#pragma once
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// Averaging with fixed weights, x' = A x with a_ij ∝ w_ij: attention with score ln w at T = 1 (DeGroot
/// 1974).
struct Degroot {
  static constexpr std::string_view summary = "averaging with weights proportional to those of the ties";

  static std::vector<std::string> settles() { return {"score", "temperature", "mode"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const {
    attention.score = scores::Affinity{.of = scores::Affinity::Of::weight, .table = {}};
    attention.temperature = temperatures::Constant{1};
    attention.mode = Mode::mean;
  }
};

}  // namespace heed::dynamics

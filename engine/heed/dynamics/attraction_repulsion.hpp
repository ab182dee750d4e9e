#pragma once
#include "heed/core/fields.hpp"
#include "heed/motion/dynamics.hpp"

#include <cmath>

namespace heed::dynamics {

/// Who is met is heeded with probability 2^(-d/E), d = |x_i - x_j|: then the agent goes the share R of the
/// way towards the other if d ≤ tolerance, and as far away from it if not, cut off at the bounds (Axelrod,
/// Daymude and Forrest 2021, "Interaction Rule" and "Attraction-Repulsion Rule", where the bounds are 0 and
/// 1).
///
/// As attention: those whom an agent has heeded are distributed as draws with score `distance` at T = E / ln
/// 2, for a draw among all alike that is kept with probability e^(s/T) is a draw with weights e^(s/T). What
/// softmax leaves out, and this keeps, is the clock: whoever is far from most is moved seldom.
struct AttractionRepulsion {
  static constexpr std::string_view summary =
      "the near are met and attract, the far are seldom met and repel";
  static constexpr Turns turns = Turns::gossip;

  double exposure = 0.1, tolerance = 0.25, responsiveness = 0.25, low = 0, high = 1;

  void fields(Fields& f) {
    f("exposure", exposure, above(0), "E: the distance at which every other meeting is heeded");
    f("tolerance", tolerance, at_least(0), "the distance up to which one who is heeded attracts");
    f("responsiveness", responsiveness, between(0, 1), "R: share of the distance that is gone in a meeting");
    f("low", low, any(), "lower bound of opinions");
    f("high", high, any(), "upper bound of opinions");
    f.require("high", high > low, "'high' must be above 'low'");
  }
  static std::vector<std::string> settles() { return {"score", "temperature", "mode"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const {
    refuse_bound(attention, "attraction_repulsion");
    draw_alike(attention);
  }
  Domain domain() const { return {.low = low, .high = high}; }
  template <class Real> bool answer(const Hearing<Real>& h, Stream& stream, std::span<Real> out) const {
    const auto d = static_cast<double>(distance(h));
    if (!stream.chance(std::exp2(-d / exposure))) return follow(h.own, out), false;
    go(h, static_cast<Real>(d <= tolerance ? responsiveness : -responsiveness), out);
    return cut_off(out, low, high);
  }
};

}  // namespace heed::dynamics

#pragma once
#include "heed/core/fields.hpp"
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// Acceptance and rejection: one who is met attracts up to the distance `radius`, repels from `rejection` on,
/// and leaves cold between, x_i' = x_i ± μ (x_j - x_i), cut off at the bounds (Jager and Amblard 2005, eqs. 1
/// and 2). As attention: a second head, on those far away, whose value has a negative weight. Until they are
/// cut off, two that repel each other are (1 + 2 μ) times as far apart after each meeting of both.
struct Backfire {
  static constexpr std::string_view summary = "the near attract, the far repel, and bounds cut off";
  static constexpr Turns turns = Turns::mutual_gossip;

  double radius = 0.4, rejection = 1, rate = 0.25, repulsion = 0.25, low = -1, high = 1;

  void fields(Fields& f) {
    f("radius", radius, at_least(0), "latitude of acceptance: the distance up to which one attracts");
    f("rejection", rejection, at_least(0), "the distance from which on one repels");
    f("rate", rate, between(0, 0.5), "μ of attraction: share of the way to the other that is gone");
    f("repulsion", repulsion, at_least(0), "μ of repulsion: share of the distance that is gone away");
    f("low", low, any(), "lower bound of opinions");
    f("high", high, any(), "upper bound of opinions");
    f.require("rejection", rejection >= radius, "'rejection' must not be below 'radius'");
    f.require("high", high > low, "'high' must be above 'low'");
  }
  static std::vector<std::string> settles() { return {"score", "temperature", "mode"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const {
    refuse_bound(attention, "backfire");
    draw_alike(attention);
  }
  Domain domain() const { return {.low = low, .high = high}; }
  template <class Real> bool answer(const Hearing<Real>& h, Stream&, std::span<Real> out) const {
    const auto d = static_cast<double>(distance(h));
    go(h, static_cast<Real>(d <= radius ? rate : d >= rejection ? -repulsion : 0.0), out);
    return cut_off(out, low, high);
  }
};

}  // namespace heed::dynamics

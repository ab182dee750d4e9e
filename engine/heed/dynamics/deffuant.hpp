#pragma once
#include "heed/core/fields.hpp"
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// Meetings of two under bounded confidence: a random agent draws one of those within reach, all alike, and
/// if |x_i - x_j| ≤ ε both go the share μ of the way to each other (Deffuant, Neau, Amblard and Weisbuch
/// 2000, eq. 1, there with an open bound). A meeting of two further apart is spent: it moves no one, but it
/// counts.
struct Deffuant {
  static constexpr std::string_view summary = "two meet, and within a bound both move towards each other";
  static constexpr Turns turns = Turns::mutual_gossip;

  double radius = 0.2, rate = 0.5;

  void fields(Fields& f) {
    f("radius", radius, at_least(0), "ε: two further apart do not heed each other");
    f("rate", rate, between(0, 0.5), "μ: share of the way to the other that is gone in a meeting");
  }
  static std::vector<std::string> settles() { return {"score", "temperature", "mode"}; }
  Update update() const { return {.rate = rate}; }
  void settle(heed::Attention& attention) const {
    refuse_bound(attention, "deffuant");
    draw_alike(attention);
  }
  template <class Real> bool answer(const Hearing<Real>& h, Stream&, std::span<Real> out) const {
    follow(distance(h) <= static_cast<Real>(radius) ? h.said : h.own, out);
    return false;
  }
};

}  // namespace heed::dynamics

#pragma once
#include "heed/dynamics/deffuant.hpp"

namespace heed::dynamics {

/// Deffuant where a platform chooses whom one meets: j with probability ∝ max(|x_i - x_j|, 10⁻⁴)^-γ (Sîrbu,
/// Pedreschi, Giannotti and Kertész 2019, eq. 2). That is attention with score `log` at T = 1/γ: the bias is
/// an inverse temperature; γ = 0 is Deffuant. O(N) for a meeting where everyone is within reach.
struct AlgorithmicBias {
  static constexpr std::string_view summary = "deffuant, with the like-minded met more often";
  static constexpr Turns turns = Turns::mutual_gossip;

  double radius = 0.2, rate = 0.5, bias = 1;

  void fields(Fields& f) {
    f("radius", radius, at_least(0), "ε: two further apart do not heed each other");
    f("rate", rate, between(0, 0.5), "μ: share of the way to the other that is gone in a meeting");
    f("bias", bias, at_least(0), "γ: one is met with probability as distance^-γ");
  }
  static std::vector<std::string> settles() { return Deffuant::settles(); }
  Update update() const { return pair().update(); }
  void settle(heed::Attention& attention) const {
    refuse_bound(attention, "algorithmic_bias");
    draw_alike(attention);
    if (bias == 0) return;
    attention.score = scores::Log{.smallest = 1e-4};
    attention.temperature = temperatures::Constant{1 / bias};
  }
  template <class Real> bool answer(const Hearing<Real>& h, Stream& stream, std::span<Real> out) const {
    return pair().answer(h, stream, out);
  }

 private:
  Deffuant pair() const { return {radius, rate}; }
};

}  // namespace heed::dynamics

#pragma once
#include "heed/dynamics/degroot.hpp"

namespace heed::dynamics {

/// DeGroot with stubborn agents, x' = (1-θ) A x + θ x(0); the limit is (I - (I-Θ) A)⁻¹ Θ x(0) (Friedkin and
/// Johnsen 1990).
struct FriedkinJohnsen {
  static constexpr std::string_view summary = "averaging, while initial opinions keep pulling";

  AnyLaw stubbornness = laws::Constant{0.2};

  void fields(Fields& f) {
    f.choice("stubbornness", stubbornness, "θ: pull of each agent's initial opinion, 0 to 1");
  }
  static std::vector<std::string> settles() { return Degroot::settles(); }
  Update update() const { return {.stubbornness = stubbornness}; }
  void settle(heed::Attention& attention) const { Degroot{}.settle(attention); }
};

}  // namespace heed::dynamics

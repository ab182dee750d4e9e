#pragma once
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// The general case: x' = (1-θ) [(1-α) x + α y] + θ x(0) + σ ξ, with y what [attention] makes an agent hear.
struct Attention {
  static constexpr std::string_view summary =
      "move towards what is heeded, with rate, stubbornness and noise";

  double rate = 1, noise = 0;
  AnyLaw stubbornness = laws::Constant{};

  void fields(Fields& f) {
    f("rate", rate, between(0, 1), "α: share of the way to what is heard that is gone per step");
    f.choice("stubbornness", stubbornness, "θ: pull of each agent's initial opinion, 0 to 1");
    f("noise", noise, at_least(0), "σ: standard deviation of the noise per step");
  }
  static std::vector<std::string> settles() { return {}; }
  Update update() const { return {rate, noise, stubbornness}; }
  void settle(heed::Attention&) const {}
};

}  // namespace heed::dynamics

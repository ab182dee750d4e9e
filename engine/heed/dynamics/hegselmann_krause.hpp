#pragma once
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// Bounded confidence: each agent takes the mean of all within ε of it, itself included (Hegselmann and
/// Krause 2002, eq. 2.2, closed bound). Who is within reach stays with `attention.mask`: the graph, hops, or
/// all.
struct HegselmannKrause {
  static constexpr std::string_view summary = "the mean of all within a bound, oneself included";

  double radius = 0.2;

  void fields(Fields& f) {
    f("radius", radius, at_least(0), "ε: the largest difference of opinion that is heeded");
  }
  static std::vector<std::string> settles() { return {"score", "temperature", "mode", "self_ties"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const {
    attention.score = scores::Uniform{};
    attention.temperature = temperatures::Constant{1};
    attention.mode = Mode::mean;
    attention.self_ties = SelfTies::add;
    refuse_bound(attention, "hegselmann_krause");
    attention.masks.push_back(masks::Bounded{radius});
  }
};

}  // namespace heed::dynamics

#pragma once
#include "heed/motion/averaging.hpp"
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// Averaging in continuous time with whatever [attention] says, on a line, a ring or a sphere:
/// dx_i/dt = (1 - θ_i) Σ_j a_ij (x_j - x_i) + θ_i (x_i(0) - x_i), and noise √(2 D) dW. Abelson 1964; with
/// stubborn agents Taylor 1968; with score `sigmoid` the model of Brooks, Chodrow and Porter 2024.
struct Continuous {
  static constexpr std::string_view summary =
      "move towards what is heeded in continuous time, on a line, a ring or a sphere";

  Pace pace{};
  Space space{};
  bool project = false;
  Normalization normalization = Normalization::softmax;
  AnyLaw stubbornness = laws::Constant{};

  void fields(Fields& f) {
    pace.fields(f);
    f.word("space", space.shape, Space::words,
           "where opinions live: any numbers; a circle on each topic; the unit sphere over all topics");
    f("length", space.length, above(0), "circumference of the ring");
    f("project", project, any(), "begin at the points of the sphere nearest to the initial opinions");
    f.word(
        "normalization", normalization, normalization_words,
        "weights sum to 1 for each agent; are exp(score / T) over the number heard; sum to 1 for who hears "
        "and who is heard");
    f.choice("stubbornness", stubbornness, "θ: pull of each agent's initial opinion, 0 to 1");
  }
  static std::vector<std::string> settles() { return {"mode"}; }
  Update update() const { return {.stubbornness = stubbornness}; }
  void settle(heed::Attention& attention) const { attention.mode = Mode::mean; }
  template <class Real> std::unique_ptr<heed::Flow<Real>> flow(const FlowContext& context) const {
    return std::make_unique<Averaging<Real>>(context, space, normalization);
  }
};

}  // namespace heed::dynamics

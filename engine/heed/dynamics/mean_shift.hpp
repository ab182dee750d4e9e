#pragma once
#include "heed/motion/averaging.hpp"
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// Gaussian bounded confidence in continuous time, dx_i = (Σ_j a_ij x_j - x_i) dt + √(2 D) dW with weights
/// exp(-|x_i - x_j|² / 2T), oneself included: blurring mean shift of bandwidth h = √T (Cheng 1995). The drift
/// is T times the slope of the logarithm of the smoothed density; on a line opinions with D < T hold together
/// with variance D T / (T - D).
struct MeanShift {
  static constexpr std::string_view summary =
      "Gaussian bounded confidence in continuous time: blurring mean shift with noise";

  Pace pace{.integrator = Integrator::euler_maruyama};
  double length = 0;

  void fields(Fields& f) {
    pace.fields(f);
    f("length", length, at_least(0), "circumference of a circle of opinions, on each topic; 0: a line");
  }
  static std::vector<std::string> settles() { return {"score", "mode", "self_ties"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const {
    attention.score = scores::Similarity{};
    attention.mode = Mode::mean;
    attention.self_ties = SelfTies::add;
  }
  template <class Real> std::unique_ptr<heed::Flow<Real>> flow(const FlowContext& context) const {
    const Space space = length > 0 ? Space{Space::Shape::ring, length} : Space{};
    return std::make_unique<Averaging<Real>>(context, space, Normalization::softmax);
  }
};

}  // namespace heed::dynamics

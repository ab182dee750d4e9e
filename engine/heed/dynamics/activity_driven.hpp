#pragma once
#include "heed/motion/dynamics.hpp"

#include <vector>

namespace heed::dynamics {

/// Echo chambers by activity and homophily (Baumann, Lorenz-Spreen, Sokolov and Starnini 2020, eqs. 1 to 3):
///
///     dx_i/dt = -x_i + K Σ_j A_ij(t) tanh(α x_j)
///
/// In each step agent i is active with probability a_i; it then contacts m others, drawn one after the other
/// without replacement with weights |x_i - x_j|^-β, which is attention with score -ln |x_i - x_j| at T = 1/β.
/// It hears those it contacts, and is heard by each of them with probability r. On several topics that
/// overlap by Φ, dx_i/dt = -x_i + K Σ_j A_ij tanh(α Φ x_j), with distances in the metric Φ (Baumann et al.
/// 2021).
struct ActivityDriven {
  static constexpr std::string_view summary =
      "radicalisation among active, like-minded contacts that are new in each step";

  Pace pace{};
  double strength = 3, controversialness = 3, homophily = 3, reciprocity = 0.5;
  std::int64_t contacts = 10;
  AnyLaw activity = laws::Power{};
  std::vector<std::vector<double>> overlap{};
  bool annealed = false;

  void fields(Fields& f);
  static std::vector<std::string> settles() { return {"score", "temperature", "mode", "self_ties"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const;
  /// Throws Error (data) where an activity is no probability, or Φ does not fit the topics or is no metric.
  template <class Real> std::unique_ptr<heed::Flow<Real>> flow(const FlowContext& context) const;
};

}  // namespace heed::dynamics

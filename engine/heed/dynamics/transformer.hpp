#pragma once
#include "heed/motion/averaging.hpp"
#include "heed/motion/dynamics.hpp"

namespace heed::dynamics {

/// Tokens on their way through the layers of a transformer whose maps are identities: points of the unit
/// sphere, one number a topic, dx_i = P_i Σ_j a_ij x_j dt + √(2 D) dW with a_ij = softmax_j(x_i · x_j / T),
/// oneself included, P_i the projection onto the tangent plane at x_i. β = 1/T. Normalised by softmax it is
/// SA, by `none` USA, of Geshkovski, Letrouit, Polyanskiy and Rigollet 2025; by `sinkhorn` the Sinkformer of
/// Sander et al. 2022. On the graph `causal` with mask `neighbours` each token hears those before it only.
struct Transformer {
  static constexpr std::string_view summary =
      "tokens on a sphere in continuous depth: self-attention, projected (SA, USA, Sinkformer)";

  Pace pace{};
  Normalization normalization = Normalization::softmax;
  bool project = false;

  void fields(Fields& f) {
    pace.fields(f);
    f.word("normalization", normalization, normalization_words,
           "weights sum to 1 for each agent (SA); are exp(β x·y) over the number heard (USA); sum to 1 for "
           "who hears and who is heard (Sinkformer)");
    f("project", project, any(), "begin at the points of the sphere nearest to the initial opinions");
  }
  static std::vector<std::string> settles() { return {"score", "mode", "self_ties"}; }
  Update update() const { return {}; }
  void settle(heed::Attention& attention) const {
    attention.score = scores::Dot{};
    attention.mode = Mode::mean;
    attention.self_ties = SelfTies::add;
  }
  template <class Real> std::unique_ptr<heed::Flow<Real>> flow(const FlowContext& context) const {
    return std::make_unique<Averaging<Real>>(context, Space{Space::Shape::sphere}, normalization);
  }
};

}  // namespace heed::dynamics

#pragma once
#include "scenarios/graph/trained.hpp"

namespace heed::scenarios::graph {

/// Graph attention in which whom one heeds most depends on who asks: logit_ij = u · leaky(W h_i + h_j) / T +
/// b(hops_ij).
class Gatv2Attention final : public Trained {
 public:
  explicit Gatv2Attention(const Lesson& lesson)
      : Trained(lesson, layers::Scoring::gatv2, lesson.reach, biases_of(lesson.hearing)) {}
};

namespace methods {

struct Gatv2 : Method<Gatv2Attention> {
  static constexpr std::string_view summary = "trained graph attention, dynamic (Brody, Alon, Yahav 2022)";
};

}  // namespace methods
}  // namespace heed::scenarios::graph

#pragma once
#include "scenarios/graph/trained.hpp"

namespace heed::scenarios::graph {

/// Graph attention, logit_ij = leaky(u · h_i + v · h_j) / T + b(hops_ij).
class GatAttention final : public Trained {
 public:
  explicit GatAttention(const Lesson& lesson)
      : Trained(lesson, layers::Scoring::gat, lesson.reach, biases_of(lesson.hearing)) {}
};

namespace methods {

struct Gat : Method<GatAttention> {
  static constexpr std::string_view summary = "trained graph attention (Veličković et al. 2018)";
};

}  // namespace methods
}  // namespace heed::scenarios::graph

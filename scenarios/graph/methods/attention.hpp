#pragma once
#include "scenarios/graph/trained.hpp"

namespace heed::scenarios::graph {

/// Attention by the products of queries and keys, logit_ij = q_i · k_j / (√d T) + b(hops_ij).
class DotAttention final : public Trained {
 public:
  explicit DotAttention(const Lesson& lesson)
      : Trained(lesson, layers::Scoring::dot, lesson.reach, biases_of(lesson.hearing)) {}
};

namespace methods {

struct Attention : Method<DotAttention> {
  static constexpr std::string_view summary = "trained attention, scores q · k (Vaswani et al. 2017)";
};

}  // namespace methods
}  // namespace heed::scenarios::graph

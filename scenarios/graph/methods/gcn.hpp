#pragma once
#include "scenarios/graph/trained.hpp"

namespace heed::scenarios::graph {

/// The same net with attention that is uniform over neighbours and oneself: the mean, as in graph
/// convolution.
class MeanAggregation final : public Trained {
 public:
  explicit MeanAggregation(const Lesson& lesson)
      : Trained(lesson, layers::Scoring::uniform, with_self_ties(within_hops(lesson.task.network.graph, 1)),
                {}) {}
};

namespace methods {

struct Gcn : Method<MeanAggregation> {
  static constexpr std::string_view summary = "the mean over neighbours and oneself (Kipf, Welling 2017)";
};

}  // namespace methods
}  // namespace heed::scenarios::graph

#pragma once
#include "scenarios/graph/trained.hpp"

namespace heed::scenarios::graph {

/// The same net, but agents hear themselves only: what features are worth without ties.
class Alone final : public Trained {
 public:
  explicit Alone(const Lesson& lesson)
      : Trained(lesson, layers::Scoring::uniform,
                with_self_ties({.graph = Graph(lesson.task.agents(), {}), .hops = {}}), {}) {}
};

namespace methods {

struct Mlp : Method<Alone> {
  static constexpr std::string_view summary = "features alone, no ties";
};

}  // namespace methods
}  // namespace heed::scenarios::graph

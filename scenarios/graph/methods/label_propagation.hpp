#pragma once
#include "scenarios/graph/label_propagation.hpp"

namespace heed::scenarios::graph::methods {

struct LabelPropagation : Method<graph::LabelPropagation> {
  static constexpr std::string_view summary = "classes that spread over ties, no features (Zhu et al. 2003)";
};

}  // namespace heed::scenarios::graph::methods

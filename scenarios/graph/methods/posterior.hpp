#pragma once
#include "scenarios/graph/posterior.hpp"

namespace heed::scenarios::graph::methods {

struct Posterior : Method<graph::Posterior> {
  static constexpr std::string_view summary =
      "the exact posterior from oneself and neighbours, of drawn tasks";
};

}  // namespace heed::scenarios::graph::methods

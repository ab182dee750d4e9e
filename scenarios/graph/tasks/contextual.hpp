#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/graph/task.hpp"

namespace heed::scenarios::graph::tasks {

/// Features that say something of the community an agent belongs to: x_i = m_c + ξ, standard normal ξ, with
/// means at the same distance from each other. On a stochastic block graph this is the contextual stochastic
/// block model (Deshpande, Montanari, Mossel, Sen 2018). From features alone two classes are told apart with
/// probability Φ(signal / 2).
struct Contextual {
  static constexpr std::string_view summary =
      "drawn: the class is the community, features are normal around its mean";

  std::int64_t features = 8;
  double signal = 1;

  void fields(Fields& f) {
    f("features", features, between(1, 1e6), "F: numbers known of each agent; at least one for each class");
    f("signal", signal, at_least(0), "distance between the means of any two classes, in standard deviations");
  }
  /// Throws Error (data) on a network without communities, or with more of them than features.
  Task make(Network network, std::uint64_t seed) const;
};

}  // namespace heed::scenarios::graph::tasks

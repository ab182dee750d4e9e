#pragma once
#include "heed/core/fields.hpp"
#include "scenarios/graph/task.hpp"

namespace heed::scenarios::graph::tasks {

/// Everyone holds a token, some are marked, and the class of an agent is the token of the one marked agent at
/// exactly `distance` ties; agents with no such one, or several, have no class. Who hears less far can only
/// guess; who hears further must find out how far to listen. Features: the token (C) and the mark, each 0
/// or 1.
struct Lookup {
  static constexpr std::string_view summary =
      "drawn: the class is the token of the one marked agent so many ties away";

  std::int64_t distance = 2, tokens = 4;
  double marked = 0;

  void fields(Fields& f) {
    f("distance", distance, between(1, 100), "h: ties between an agent and the one it must find");
    f("tokens", tokens, between(2, 1e4), "C: tokens that are drawn, each as often as any other");
    f("marked", marked, between(0, 1), "probability of a mark; 0: so that one is expected at that distance");
  }
  /// Throws Error (data) where no two agents are so far apart. O(pairs within the distance).
  Task make(Network network, std::uint64_t seed) const;
};

}  // namespace heed::scenarios::graph::tasks

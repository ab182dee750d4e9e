#pragma once
#include "heed/core/fields.hpp"
#include "heed/observe/observation.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace heed {

/// Puts each agent in a group: the side its opinion is on, or its community.
///
/// An agent whose opinion is exactly on the divide is on neither side, and a community may be unknown: such
/// agents are in no group.
struct Partition {
  enum class Of { opinion, community } of = Of::opinion;
  enum class Divide { midpoint, mean } divide = Divide::midpoint;
  double midpoint = 0;

  void fields(Fields& f) {
    static constexpr std::array<std::string_view, 2> ofs{"opinion", "community"};
    static constexpr std::array<std::string_view, 2> divides{"midpoint", "mean"};
    f.word("of", of, ofs, "what puts agents in groups: the side of their opinion, or their community");
    f.word("divide", divide, divides, "what opinion is on a side of, when of = \"opinion\"");
    f("midpoint", midpoint, any(), "the opinion between the two sides, when divide = \"midpoint\"");
  }

  /// The group of each agent on that topic, 0 … C-1, or -1 for none; nothing at all when communities are
  /// asked for and the network has none. O(N).
  std::vector<std::int32_t> groups(const Observation& seen, std::size_t topic) const;
};

}  // namespace heed

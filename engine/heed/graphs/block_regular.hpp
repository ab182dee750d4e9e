#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// Equal blocks in which every agent hears exactly degree_in of its own block and degree_out of the others,
/// and is heard by as many: a random graph whose mean-field equations are exact.
///
/// Ties are both ways where that is possible: within blocks when block size * degree_in is even; between
/// blocks always when degree_out is a multiple of the number of other blocks, each of which then gets its
/// equal share (an equitable partition, so that the blocks' averages obey a closed equation), and else when
/// agents * degree_out is even, spread over the other blocks at random. Where it is not possible, ties have a
/// direction, and every agent still hears and is heard by exactly as many. Agents are numbered block by
/// block; the blocks are the communities.
struct BlockRegular {
  static constexpr std::string_view summary = "equal blocks, exactly as many ties for each agent";

  std::int64_t agents = 1000;
  std::int64_t blocks = 2;
  std::int64_t degree_in = 30;
  std::int64_t degree_out = 10;

  void fields(Fields& f);
  Size size() const {
    return {static_cast<double>(agents),
            static_cast<double>(agents) * static_cast<double>(degree_in + degree_out)};
  }

  /// O(E) expected. Configuration models with repair, as RandomRegular. Throws Error (data) when blocks does
  /// not divide agents or a degree is more than there are agents to hear.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs

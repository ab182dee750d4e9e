#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// Everyone hears everyone else: N (N - 1) directed ties.
struct Complete {
  static constexpr std::string_view summary = "everyone hears everyone else";

  std::int64_t agents = 1000;

  void fields(Fields& f);
  Size size() const {
    const auto n = static_cast<double>(agents);
    return {n, n * (n - 1)};
  }

  /// O(N²). Throws Error (data) above 46340 agents, where there are more than 2^31 ties.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs

#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// Agents on a circle, each hearing the degree / 2 nearest on either side.
struct Ring {
  static constexpr std::string_view summary = "agents on a circle who hear their nearest on either side";

  std::int64_t agents = 1000;
  std::int64_t degree = 2;

  void fields(Fields& f);
  Size size() const {
    return {static_cast<double>(agents), static_cast<double>(agents) * static_cast<double>(degree)};
  }

  /// O(E). Throws Error (data) when degree is odd or not below agents.
  Network make(std::uint64_t seed) const;
};

}  // namespace heed::graphs

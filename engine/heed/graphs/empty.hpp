#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// Agents without ties, for masks that look at all of them.
struct Empty {
  static constexpr std::string_view summary = "agents without ties, for masks over all agents";

  std::int64_t agents = 1000;

  void fields(Fields& f) { f("agents", agents, agent_count(), "number of agents"); }
  Size size() const { return {static_cast<double>(agents), 0}; }

  /// O(N). Throws Error (data) when a parameter is out of range.
  Network make(std::uint64_t /*seed*/) const {
    check(*this);
    Network out;
    out.graph = Graph(static_cast<Agent>(agents), {});
    return out;
  }
};

}  // namespace heed::graphs

#pragma once
#include "heed/graph/network.hpp"
#include "heed/graphs/common/checked.hpp"
#include "heed/graphs/common/size.hpp"

#include <cstdint>
#include <string_view>

namespace heed::graphs {

/// Each agent hears itself and all before it: the mask of a causal transformer. N (N + 1) / 2 directed ties.
struct Causal {
  static constexpr std::string_view summary = "each agent hears itself and all before it";

  std::int64_t agents = 100;

  void fields(Fields& f) {
    f("agents", agents, agent_count(), "number of agents");
    f.require("agents", agents <= most,
              "'agents' is " + std::to_string(agents) + "; above " + std::to_string(most) +
                  " there are more than 2^31 ties");
  }
  Size size() const {
    const auto n = static_cast<double>(agents);
    return {n, n * (n + 1) / 2};
  }

  /// O(N²). Throws Error (data) above 65535 agents.
  Network make(std::uint64_t /*seed*/) const {
    check(*this);
    std::vector<Tie> ties;
    ties.reserve(static_cast<std::size_t>(agents * (agents + 1) / 2));
    for (Agent i = 0; i < agents; ++i)
      for (Agent j = 0; j <= i; ++j) ties.push_back({i, j});
    Network out;
    out.graph = Graph(static_cast<Agent>(agents), std::move(ties));
    return out;
  }

 private:
  static constexpr std::int64_t most = 65535;
};

}  // namespace heed::graphs

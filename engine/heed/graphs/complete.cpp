#include "heed/graphs/complete.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::graphs {

void Complete::fields(Fields& f) {
  f("agents", agents, agent_count(), "number of agents");
  f.require("agents", agents <= 46340,
            "'agents' is " + std::to_string(agents) +
                ", too many to store each of their ties; use graph 'empty' with a mask over all agents");
}

Network Complete::make(std::uint64_t /*seed*/) const {
  check(*this);
  const auto n = static_cast<Agent>(agents);
  std::vector<Tie> ties;
  ties.reserve(static_cast<std::size_t>(agents) * static_cast<std::size_t>(agents - 1));
  for (Agent i = 0; i < n; ++i)
    for (Agent j = 0; j < n; ++j)
      if (i != j) ties.push_back({i, j});
  Network out;
  out.graph = Graph(n, std::move(ties));
  return out;
}

}  // namespace heed::graphs

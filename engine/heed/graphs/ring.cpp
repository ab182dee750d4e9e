#include "heed/graphs/ring.hpp"

#include "heed/graphs/common/undirected.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::graphs {

void Ring::fields(Fields& f) {
  f("agents", agents, agent_count(), "number of agents");
  f("degree", degree, at_least(0), "how many each agent hears, half of them on either side; even");
  f.require(
      "degree", degree % 2 == 0,
      "'degree' is " + std::to_string(degree) + ", but half of it is on either side; it should be even");
  f.require(
      "degree", degree < agents,
      "'degree' is " + std::to_string(degree) + "; it should be below 'agents', " + std::to_string(agents));
}

Network Ring::make(std::uint64_t /*seed*/) const {
  check(*this);
  std::vector<Tie> ties;
  ties.reserve(static_cast<std::size_t>(agents * degree));
  for (std::int64_t i = 0; i < agents; ++i)
    for (std::int64_t step = 1; step <= degree / 2; ++step)
      ties.push_back({static_cast<Agent>(i), static_cast<Agent>((i + step) % agents)});
  return undirected(static_cast<Agent>(agents), std::move(ties));
}

}  // namespace heed::graphs

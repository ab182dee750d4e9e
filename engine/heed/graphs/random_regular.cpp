#include "heed/graphs/random_regular.hpp"

#include "heed/graphs/common/regular.hpp"
#include "heed/graphs/common/undirected.hpp"

#include <string>

namespace heed::graphs {

void RandomRegular::fields(Fields& f) {
  f("agents", agents, agent_count(), "number of agents");
  f("degree", degree, at_least(0), "how many each agent hears");
  f.require(
      "degree", degree < agents,
      "'degree' is " + std::to_string(degree) + "; it should be below 'agents', " + std::to_string(agents));
  f.require("degree", agents % 2 == 0 || degree % 2 == 0,
            "'agents', " + std::to_string(agents) + ", and 'degree', " + std::to_string(degree) +
                ", are both odd; one of them should be even");
}

Network RandomRegular::make(std::uint64_t seed) const {
  check(*this);
  Stream stream(seed, Purpose::graph);
  const auto n = static_cast<Agent>(agents);
  return undirected(n, regular_ties<Direction::none>(n, degree, agents - 1, others, stream));
}

}  // namespace heed::graphs

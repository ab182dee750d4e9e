#include "heed/graphs/barabasi_albert.hpp"

#include "heed/graphs/common/undirected.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::graphs {

void BarabasiAlbert::fields(Fields& f) {
  f("agents", agents, agent_count(), "number of agents");
  f("ties", ties, at_least(1), "how many ties a newcomer makes");
  f.require("ties", ties < agents,
            "'ties' is " + std::to_string(ties) + "; it should be below 'agents', " + std::to_string(agents));
}

Network BarabasiAlbert::make(std::uint64_t seed) const {
  check(*this);
  const auto m = static_cast<std::size_t>(ties);
  const auto n = static_cast<Agent>(agents);
  std::vector<Tie> made;
  std::vector<Agent> ends;  // each agent once per tie it has
  made.reserve(2 * m * static_cast<std::size_t>(n));
  ends.reserve(2 * m * static_cast<std::size_t>(n));
  const auto tie = [&](Agent newcomer, Agent to) {
    made.push_back({newcomer, to});
    ends.push_back(newcomer);
    ends.push_back(to);
  };
  for (Agent i = 0; i <= static_cast<Agent>(ties); ++i)
    for (Agent j = 0; j < i; ++j) tie(i, j);
  std::vector<Agent> chosen_by(static_cast<std::size_t>(n), -1);
  Stream stream(seed, Purpose::graph);
  for (auto newcomer = static_cast<Agent>(ties + 1); newcomer < n; ++newcomer) {
    const std::size_t present = ends.size();
    for (std::size_t drawn = 0; drawn < m;) {
      const Agent to = ends[stream.below(present)];
      if (std::exchange(chosen_by[static_cast<std::size_t>(to)], newcomer) == newcomer) continue;
      tie(newcomer, to);
      ++drawn;
    }
  }
  return undirected(n, std::move(made));
}

}  // namespace heed::graphs

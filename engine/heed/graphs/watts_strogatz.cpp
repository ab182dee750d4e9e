#include "heed/graphs/watts_strogatz.hpp"

#include "heed/graphs/common/pair_set.hpp"
#include "heed/graphs/common/undirected.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::graphs {
namespace {

std::vector<Tie> ring_lap_by_lap(std::int64_t agents, std::int64_t degree) {
  std::vector<Tie> ties;
  ties.reserve(static_cast<std::size_t>(agents * degree));
  for (std::int64_t step = 1; step <= degree / 2; ++step)
    for (std::int64_t i = 0; i < agents; ++i)
      ties.push_back({static_cast<Agent>(i), static_cast<Agent>((i + step) % agents)});
  return ties;
}

}  // namespace

void WattsStrogatz::fields(Fields& f) {
  f("agents", agents, agent_count(), "number of agents");
  f("degree", degree, at_least(0), "how many each agent hears before ties move, and on average after; even");
  f("rewire", rewire, between(0, 1), "probability of each tie to move");
  f.require(
      "degree", degree % 2 == 0,
      "'degree' is " + std::to_string(degree) + ", but half of it is on either side; it should be even");
  f.require(
      "degree", degree < agents,
      "'degree' is " + std::to_string(degree) + "; it should be below 'agents', " + std::to_string(agents));
}

Network WattsStrogatz::make(std::uint64_t seed) const {
  check(*this);
  std::vector<Tie> ties = ring_lap_by_lap(agents, degree);
  PairSet present(ties.size());
  for (const Tie& t : ties) present.insert(unordered_pair(t.hearer, t.heard));
  std::vector<std::int64_t> count(static_cast<std::size_t>(agents), degree);
  Stream stream(seed, Purpose::graph);
  for (Tie& t : ties) {
    if (!stream.chance(rewire) || count[static_cast<std::size_t>(t.hearer)] >= agents - 1) continue;
    Agent to = t.hearer;
    while (to == t.hearer || present.contains(unordered_pair(t.hearer, to)))
      to = static_cast<Agent>(stream.below(static_cast<std::uint64_t>(agents)));
    present.erase(unordered_pair(t.hearer, t.heard));
    present.insert(unordered_pair(t.hearer, to));
    --count[static_cast<std::size_t>(t.heard)];
    ++count[static_cast<std::size_t>(to)];
    t.heard = to;
  }
  return undirected(static_cast<Agent>(agents), std::move(ties));
}

}  // namespace heed::graphs

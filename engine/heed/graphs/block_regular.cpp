#include "heed/graphs/block_regular.hpp"

#include "heed/graphs/common/regular.hpp"
#include "heed/graphs/common/undirected.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::graphs {
namespace {

/// The ties of one network of `blocks` blocks of `size` agents.
struct Blocks {
  Agent blocks, size;
  std::vector<Tie> ties;

  Agent agents() const { return blocks * size; }

  /// Adds ties among agents numbered from `hearer` and from `heard` on, mutual ones in both directions.
  void add(const std::vector<Tie>& more, bool mutual, Agent hearer = 0, Agent heard = 0) {
    for (const Tie& t : more) {
      ties.push_back({hearer + t.hearer, heard + t.heard});
      if (mutual) ties.push_back({heard + t.heard, hearer + t.hearer});
    }
  }

  void within(std::int64_t degree, Stream& stream) {
    for (Agent c = 0; c < blocks; ++c)
      if (size * degree % 2 == 0)
        add(regular_ties<Direction::none>(size, degree, size - 1, others, stream), true, c * size, c * size);
      else
        add(regular_ties<Direction::kept>(size, degree, size - 1, others, stream), false, c * size, c * size);
  }

  void shared_equally(std::int64_t degree_to_each, Stream& stream) {
    const auto all = [](Agent, Agent) { return true; };
    for (Agent c = 0; c < blocks; ++c)
      for (Agent d = 0; d < c; ++d)
        add(regular_ties<Direction::kept>(size, degree_to_each, size, all, stream), true, c * size, d * size);
  }

  void spread(std::int64_t degree, Stream& stream) {
    const auto apart = [this](Agent a, Agent b) { return a / size != b / size; };
    const std::int64_t possible = agents() - size;
    if (agents() * degree % 2 == 0)
      add(regular_ties<Direction::none>(agents(), degree, possible, apart, stream), true);
    else
      add(regular_ties<Direction::kept>(agents(), degree, possible, apart, stream), false);
  }
};

}  // namespace

void BlockRegular::fields(Fields& f) {
  f("agents", agents, agent_count(), "number of agents, over all blocks");
  f("blocks", blocks, agent_count(), "number of blocks, all equal");
  f("degree_in", degree_in, at_least(0), "how many of its own block each agent hears");
  f("degree_out", degree_out, at_least(0), "how many of the other blocks each agent hears");
  const bool divides = blocks >= 1 && agents % blocks == 0;
  f.require("agents", divides,
            "'agents' is " + std::to_string(agents) + "; it should be a multiple of 'blocks', " +
                std::to_string(blocks));
  const std::int64_t size = divides ? agents / blocks : 0;
  f.require("degree_in", !divides || degree_in < size,
            "'degree_in' is " + std::to_string(degree_in) + "; it should be below the size of a block, " +
                std::to_string(size));
  f.require("degree_out", !divides || degree_out <= agents - size,
            "'degree_out' is " + std::to_string(degree_out) + "; the other blocks have " +
                std::to_string(agents - size) + " agents");
}

Network BlockRegular::make(std::uint64_t seed) const {
  check(*this);
  Blocks made{static_cast<Agent>(blocks), static_cast<Agent>(agents / blocks), {}};
  made.ties.reserve(static_cast<std::size_t>(agents * (degree_in + degree_out)));
  Stream inside(seed, Purpose::graph, 0);
  Stream outside(seed, Purpose::graph, 1);
  made.within(degree_in, inside);
  if (blocks > 1 && degree_out % (blocks - 1) == 0)
    made.shared_equally(degree_out / (blocks - 1), outside);
  else if (blocks > 1)
    made.spread(degree_out, outside);
  Network out;
  out.graph = Graph(static_cast<Agent>(agents), std::move(made.ties));
  std::vector<std::int32_t> community(static_cast<std::size_t>(agents));
  for (std::size_t i = 0; i < community.size(); ++i) community[i] = static_cast<std::int32_t>(i) / made.size;
  set_communities(out, std::move(community), static_cast<std::size_t>(blocks));
  return out;
}

}  // namespace heed::graphs

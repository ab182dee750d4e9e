#pragma once
#include "heed/core/error.hpp"
#include "heed/core/random.hpp"
#include "heed/graph/graph.hpp"
#include "heed/graphs/common/ends.hpp"
#include "heed/graphs/common/pair_set.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace heed::graphs {

/// `degree` ends of each of `agents` agents, agent by agent.
inline std::vector<Agent> equal_ends(Agent agents, std::int64_t degree) {
  std::vector<Agent> ends;
  ends.reserve(static_cast<std::size_t>(agents * degree));
  for (Agent i = 0; i < agents; ++i) ends.insert(ends.end(), static_cast<std::size_t>(degree), i);
  return ends;
}

/// All allowed ties but those given. O(N²).
template <Direction direction, class Allowed>
std::vector<Tie> all_but(const std::vector<Tie>& ties, Agent agents, const Allowed& allowed) {
  constexpr bool kept = direction == Direction::kept;
  PairSet without(ties.size());
  for (const Tie& t : ties)
    without.insert(kept ? ordered_pair(t.hearer, t.heard) : unordered_pair(t.hearer, t.heard));
  std::vector<Tie> out;
  for (Agent i = 0; i < agents; ++i)
    for (Agent j = kept ? 0 : i + 1; j < agents; ++j)
      if (allowed(i, j) && !without.contains(ordered_pair(i, j))) out.push_back({i, j});
  return out;
}

/// Random ties that give each agent exactly `degree`; with direction kept, `degree` each way.
///
/// possible  how many partners each agent is allowed, the same for all
/// Without direction agents * degree must be even. Above half of what is possible, the ties that are not
/// there are drawn instead. Throws Error (data) when a hundred attempts found none. O(E) expected; not
/// exactly uniform (see Repair).
template <Direction direction, class Allowed>
std::vector<Tie> regular_ties(Agent agents, std::int64_t degree, std::int64_t possible,
                              const Allowed& allowed, Stream& stream) {
  if (2 * degree > possible)
    return all_but<direction>(regular_ties<direction>(agents, possible - degree, possible, allowed, stream),
                              agents, allowed);
  const std::vector<Agent> ends = equal_ends(agents, degree);
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::vector<Tie> ties;
    if constexpr (direction == Direction::kept)
      ties = match_ends(ends, ends, allowed, stream);
    else
      ties = join_ends(ends, allowed, stream);
    if (ties.size() == (direction == Direction::kept ? ends.size() : ends.size() / 2)) return ties;
  }
  throw Error(ErrorKind::data, "found no graph in which each of " + std::to_string(agents) +
                                   " agents has degree " + std::to_string(degree) +
                                   "; try another degree or seed");
}

/// Every tie is allowed but that of an agent with itself.
inline constexpr auto others = [](Agent a, Agent b) { return a != b; };

}  // namespace heed::graphs

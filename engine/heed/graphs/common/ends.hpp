#pragma once
#include "heed/core/random.hpp"
#include "heed/graph/graph.hpp"
#include "heed/graphs/common/far_shuffle.hpp"
#include "heed/graphs/common/pair_set.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace heed::graphs {

/// Whether a tie from a to b is the same as one from b to a.
enum class Direction { none, kept };

/// Repairs ties that were put together at random: a tie that is not allowed, repeats another or (without
/// direction) joins an agent with itself exchanges ends with a tie drawn at random, until both are sound.
/// Ties that find no partner in 200 draws are left out.
///
/// allowed(a, b)  may there be such a tie
/// Degrees are those of the ends, less those of the ties left out. The graph is simple; it is not exactly
/// uniform among the graphs of these degrees, but nearly so while few ties need repair. O(E) expected.
template <Direction direction, class Allowed> class Repair {
 public:
  Repair(std::vector<Tie> ties, const Allowed& allowed, Stream& stream)
      : ties_(std::move(ties)),
        sound_(ties_.size()),
        present_(ties_.size()),
        allowed_(allowed),
        stream_(stream) {}

  std::vector<Tie> operator()() {
    std::vector<std::size_t> broken;
    for (std::size_t e = 0; e < ties_.size(); ++e) {
      if (const std::size_t ahead = e + 8; ahead < ties_.size())
        present_.prefetch(key(ties_[ahead].hearer, ties_[ahead].heard));
      const Tie& t = ties_[e];
      sound_[e] = possible(t.hearer, t.heard) && present_.insert(key(t.hearer, t.heard));
      if (!sound_[e]) broken.push_back(e);
    }
    for (const std::size_t e : broken) mend(e);
    std::size_t kept = 0;
    for (std::size_t e = 0; e < ties_.size(); ++e)
      if (sound_[e]) ties_[kept++] = ties_[e];
    ties_.resize(kept);
    return std::move(ties_);
  }

 private:
  static std::uint64_t key(Agent a, Agent b) {
    return direction == Direction::none ? unordered_pair(a, b) : ordered_pair(a, b);
  }
  bool possible(Agent a, Agent b) const { return (direction == Direction::kept || a != b) && allowed_(a, b); }
  bool free(Agent a, Agent b) const { return possible(a, b) && !present_.contains(key(a, b)); }

  void mend(std::size_t e) {
    for (int draw = 0; draw < 200; ++draw) {
      const std::size_t other = stream_.below(ties_.size());
      if (!sound_[other]) continue;
      Tie& a = ties_[e];
      Tie& b = ties_[other];
      if (direction == Direction::none && stream_.chance(0.5)) std::swap(b.hearer, b.heard);
      if (!free(a.hearer, b.heard) || !free(b.hearer, a.heard)) continue;
      present_.erase(key(b.hearer, b.heard));
      std::swap(a.heard, b.heard);
      present_.insert(key(a.hearer, a.heard));
      present_.insert(key(b.hearer, b.heard));
      sound_[e] = true;
      return;
    }
  }

  std::vector<Tie> ties_;
  std::vector<char> sound_;
  PairSet present_;
  const Allowed& allowed_;
  Stream& stream_;
};

/// Ties without direction, one for each two of `ends`, which names an agent once per tie it is to have
/// (configuration model: Bollobás 1980; Newman, Strogatz, Watts 2001), repaired. An odd end is left out.
template <class Allowed>
std::vector<Tie> join_ends(std::vector<Agent> ends, const Allowed& allowed, Stream& stream) {
  far_shuffle(ends, stream);
  std::vector<Tie> ties(ends.size() / 2);
  for (std::size_t e = 0; e < ties.size(); ++e) ties[e] = {ends[2 * e], ends[2 * e + 1]};
  return Repair<Direction::none, Allowed>(std::move(ties), allowed, stream)();
}

/// Ties from hearers to heard, lists of equal length that name an agent once per tie, repaired.
template <class Allowed>
std::vector<Tie> match_ends(const std::vector<Agent>& hearers, std::vector<Agent> heard,
                            const Allowed& allowed, Stream& stream) {
  far_shuffle(heard, stream);
  std::vector<Tie> ties(hearers.size());
  for (std::size_t e = 0; e < ties.size(); ++e) ties[e] = {hearers[e], heard[e]};
  return Repair<Direction::kept, Allowed>(std::move(ties), allowed, stream)();
}

}  // namespace heed::graphs

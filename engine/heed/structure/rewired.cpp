#include "heed/structure/rewired.hpp"

#include "heed/graphs/common/pair_set.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace heed {
namespace {

using graphs::PairSet;

/// Ties of one sort, with or without direction, that trade ends.
class Swaps {
 public:
  Swaps(std::vector<Tie>& ties, bool mutual, PairSet& present, Stream& stream)
      : ties_(ties), mutual_(mutual), present_(present), stream_(stream) {}

  void run(std::size_t tries) {
    if (ties_.size() < 2) return;
    for (std::size_t k = 0; k < tries; ++k) once();
  }

 private:
  /// No tie from one to the other; of mutual ties none either way.
  bool free(Agent a, Agent b) const {
    return a != b && !present_.contains(graphs::ordered_pair(a, b)) &&
           !(mutual_ && present_.contains(graphs::ordered_pair(b, a)));
  }
  void erase(const Tie& t) {
    present_.erase(graphs::ordered_pair(t.hearer, t.heard));
    if (mutual_) present_.erase(graphs::ordered_pair(t.heard, t.hearer));
  }
  void insert(const Tie& t) {
    present_.insert(graphs::ordered_pair(t.hearer, t.heard));
    if (mutual_) present_.insert(graphs::ordered_pair(t.heard, t.hearer));
  }
  void once() {
    Tie& a = ties_[stream_.below(ties_.size())];
    Tie& b = ties_[stream_.below(ties_.size())];
    const bool turn = mutual_ && stream_.chance(0.5);
    if (&a == &b) return;
    if (turn) std::swap(b.hearer, b.heard);
    if (!free(a.hearer, b.heard) || !free(b.hearer, a.heard)) return;
    erase(a);
    erase(b);
    std::swap(a.heard, b.heard);
    insert(a);
    insert(b);
  }

  std::vector<Tie>& ties_;
  bool mutual_;
  PairSet& present_;
  Stream& stream_;
};

/// Does `heard` hear `hearer` as well, with the same weight?
bool is_mutual(const Graph& graph, const Tie& t) {
  const auto back = graph.hears(t.heard);
  const auto at = std::lower_bound(back.begin(), back.end(), t.hearer);
  return at != back.end() && *at == t.hearer &&
         graph.weight(graph.first(t.heard) + (at - back.begin())) == t.weight;
}

}  // namespace

Graph rewired(const Graph& graph, Stream stream, double swaps_per_tie) {
  std::vector<Tie> mutual, one_way, own;
  PairSet present(static_cast<std::size_t>(graph.edges()));
  for (const Tie& t : graph.ties()) {
    present.insert(graphs::ordered_pair(t.hearer, t.heard));
    if (t.hearer == t.heard)
      own.push_back(t);
    else if (!is_mutual(graph, t))
      one_way.push_back(t);
    else if (t.hearer < t.heard)
      mutual.push_back(t);
  }
  const auto tries = [&](const std::vector<Tie>& ties) {
    return static_cast<std::size_t>(swaps_per_tie * static_cast<double>(ties.size()));
  };
  Swaps(mutual, true, present, stream).run(tries(mutual));
  Swaps(one_way, false, present, stream).run(tries(one_way));
  std::vector<Tie> ties = both_ways(std::move(mutual));
  ties.insert(ties.end(), one_way.begin(), one_way.end());
  ties.insert(ties.end(), own.begin(), own.end());
  return Graph(graph.agents(), std::move(ties), graph.weighted());
}

}  // namespace heed

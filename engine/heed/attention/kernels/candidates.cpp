#include "heed/attention/kernels/candidates.hpp"

#include "heed/core/parallel.hpp"

namespace heed {
namespace {

/// The hops within reach by the masks, or 0 for everyone.
int reach_of(const ChoiceList<masks::Catalogue>& masks) {
  int hops = 1;
  for (const auto& mask : masks)
    std::visit(
        [&]<class M>(const M& m) {
          if constexpr (ReachMask<M>) hops = M::everyone ? 0 : m.hops();
        },
        mask.part());
  return hops;
}

}  // namespace

Candidates::Candidates(const Attention& attention, const Network& network)
    : score_rule_(attention.score),
      biases_(attention.biases),
      community_(network.community),
      agents_(network.agents()),
      biased_(attention.biases.size() > 0),
      scored_(std::visit([]<class S>(const S&) { return TieScore<S>; }, attention.score.part())) {
  const int hops = reach_of(attention.masks);
  everyone_ = hops == 0;
  if (biased_ || scored_) heard_by_ = heed::heard_by(network.graph);
  if (everyone_) {
    self_ = attention.self_ties == SelfTies::add;
    if (!heard_by_.empty()) heard_by_.assign(static_cast<std::size_t>(agents_), agents_);
    return;
  }
  reach_ = hops == 1 ? Reach{network.graph, {}} : within_hops(network.graph, hops);
  if (attention.self_ties == SelfTies::add) reach_ = with_self_ties(reach_);
  if (attention.self_ties == SelfTies::remove) reach_ = without_self_ties(reach_);
  store_ties();
}

void Candidates::store_ties() {
  const auto edges = static_cast<std::size_t>(reach_.graph.edges());
  if (biased_) bias_.resize(edges);
  if (scored_) score_.resize(edges);
  if (!biased_ && !scored_) return;
  for_each_index(static_cast<std::size_t>(agents_), [&](std::size_t row) {
    const auto i = static_cast<Agent>(row);
    for (Edge e = reach_.graph.first(i); const Agent j : reach_.graph.hears(i)) {
      const TieFacts tie = facts(i, j, reach_.graph.weight(e), i == j ? 0 : reach_.hop(e));
      const auto place = static_cast<std::size_t>(e++);
      if (biased_) bias_[place] = bias(tie);
      if (scored_)
        std::visit(
            [&]<class S>(const S& s) {
              if constexpr (TieScore<S>) score_[place] = s(tie);
            },
            score_rule_.part());
    }
  });
}

double Candidates::pairs() const {
  return everyone_ ? static_cast<double>(agents_) * agents_ : static_cast<double>(reach_.graph.edges());
}

TieFacts Candidates::facts(Agent hearer, Agent heard, double weight, int hops) const {
  const auto i = static_cast<std::size_t>(hearer), j = static_cast<std::size_t>(heard);
  const bool known = !community_.empty();
  return {hearer, heard, weight, hops, known ? community_[i] : -1, known ? community_[j] : -1, heard_by_[j]};
}

double Candidates::bias(const TieFacts& tie) const {
  double sum = 0;
  for (const auto& bias : biases_) sum += std::visit([&](const auto& b) { return b(tie); }, bias.part());
  return sum;
}

double Candidates::score(Agent hearer, Agent heard) const {
  return std::visit(
      [&]<class S>(const S& s) {
        if constexpr (TieScore<S>)
          return s(facts(hearer, heard, 1, hearer == heard ? 0 : 1));
        else
          return 0.0;
      },
      score_rule_.part());
}

}  // namespace heed

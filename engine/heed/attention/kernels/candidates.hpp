#pragma once
#include "heed/attention/attention.hpp"
#include "heed/graph/hops.hpp"
#include "heed/graph/network.hpp"

#include <vector>

namespace heed {

/// Whom each agent may heed before opinions are looked at, and what is fixed about each pair: resolved once
/// per setting. Either everyone, computed pair by pair, or the ties of a graph, with their bias and fixed
/// score stored by tie.
class Candidates {
 public:
  Candidates(const Attention& attention, const Network& network);

  bool everyone() const { return everyone_; }
  bool self() const { return self_; }  ///< with everyone: does an agent heed itself too
  Agent agents() const { return agents_; }
  const Graph& graph() const { return reach_.graph; }
  double pairs() const;

  bool biased() const { return biased_; }
  /// Is the score fixed, by tie or pair, rather than one of opinions?
  bool scored() const { return scored_; }
  /// Σ of the biases, and the fixed score, of edge e of the graph.
  double bias(Edge e) const { return bias_[static_cast<std::size_t>(e)]; }
  double score(Edge e) const { return score_[static_cast<std::size_t>(e)]; }
  /// The same of any pair, when everyone is within reach.
  double bias(Agent hearer, Agent heard) const {
    return bias(facts(hearer, heard, 1, hearer == heard ? 0 : 1));
  }
  double score(Agent hearer, Agent heard) const;

 private:
  TieFacts facts(Agent hearer, Agent heard, double weight, int hops) const;
  double bias(const TieFacts& tie) const;
  void store_ties();

  Choice<scores::Catalogue> score_rule_;
  ChoiceList<biases::Catalogue> biases_;
  std::vector<std::int32_t> community_;
  std::vector<Edge> heard_by_;
  Agent agents_;
  bool everyone_ = false, self_ = false, biased_ = false, scored_ = false;
  Reach reach_;
  std::vector<double> bias_, score_;
};

}  // namespace heed

#pragma once
#include "heed/core/matrix.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

// The row graph declares a boost::detail::get that hides the one disjoint sets need, so they go first.
// clang-format off
#include <boost/pending/disjoint_sets.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
// clang-format on

namespace heed {

/// The number of a tie, 0 … E-1, in the order of the rows.
using Edge = std::int64_t;

/// A tie while a graph is being put together: hearer hears heard.
struct Tie {
  Agent hearer, heard;
  double weight = 1;
};

/// Who can hear whom: N agents, E directed ties, stored by hearer. Row i lists, in increasing order and each
/// once, those that agent i hears; the ties of row i are edges first(i) … first(i + 1) - 1. Immutable once
/// made; copies share what they hold.
///
/// `boost()` is a boost::compressed_sparse_row_graph with an edge from each hearer to each it hears, for
/// every algorithm of Boost.Graph; `weight` is indexed by edge and empty when all weights are 1.
class Graph {
 public:
  using Boost = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                   boost::no_property, Agent, Edge>;

  Graph() : Graph(0, {}) {}
  /// Takes ties in any order. Repeated ties become one; their weights add up when `weighted`, else count
  /// once. Throws Error (data) when a tie names an agent outside 0 … agents-1 or a weight is not finite. O(N
  /// + E log d) for rows of d ties, O(N + E) where they come in order.
  Graph(Agent agents, std::vector<Tie> ties, bool weighted = false);

  Agent agents() const { return static_cast<Agent>(boost::num_vertices(boost())); }
  Edge edges() const { return static_cast<Edge>(boost::num_edges(boost())); }

  /// Those that agent i hears, in increasing order.
  std::span<const Agent> hears(Agent i) const {
    return {boost().m_forward.m_column.data() + first(i), static_cast<std::size_t>(first(i + 1) - first(i))};
  }
  /// The first edge of row i; i may be N.
  Edge first(Agent i) const { return boost().m_forward.m_rowstart[static_cast<std::size_t>(i)]; }
  Edge degree(Agent i) const { return first(i + 1) - first(i); }

  bool weighted() const { return !held_->weight.empty(); }
  double weight(Edge e) const { return weighted() ? held_->weight[static_cast<std::size_t>(e)] : 1.0; }

  /// The whole as Boost.Graph sees it.
  const Boost& boost() const { return held_->csr; }

  /// The ties again, row by row.
  std::vector<Tie> ties() const;

 private:
  struct Held {
    Boost csr;
    std::vector<double> weight;
  };
  std::shared_ptr<const Held> held_;
};

/// Both directions of each tie, so that hearing is mutual. A tie of an agent with itself stays single.
std::vector<Tie> both_ways(std::vector<Tie> ties);

/// How many agents hear each agent.
std::vector<Edge> heard_by(const Graph& graph);

/// The agents of the largest weakly connected component, in increasing order; among equals, the one with the
/// lowest agent.
std::vector<Agent> largest_component(const Graph& graph);

/// The graph on `keep` (increasing) only; agents are renumbered in that order.
Graph subgraph(const Graph& graph, std::span<const Agent> keep);

}  // namespace heed

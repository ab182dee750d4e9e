#include "heed/chain/chain.hpp"

#include <vector>

namespace heed {
namespace {

using Cells = std::vector<Eigen::Triplet<double>>;

Chain from_cells(Eigen::Index agents, const Cells& cells) {
  Chain out(agents, agents);
  out.setFromTriplets(cells.begin(), cells.end());
  return out;
}

}  // namespace

Chain random_walk(const Graph& graph) {
  Cells cells;
  cells.reserve(static_cast<std::size_t>(graph.edges()));
  for (Agent i = 0; i < graph.agents(); ++i) {
    double strength = 0;
    for (Edge e = graph.first(i); e < graph.first(i + 1); ++e) strength += graph.weight(e);
    if (!(strength > 0)) {
      cells.emplace_back(i, i, 1.0);
      continue;
    }
    for (Edge e = graph.first(i); const Agent j : graph.hears(i))
      if (const double w = graph.weight(e++); w > 0) cells.emplace_back(i, j, w / strength);
  }
  return from_cells(graph.agents(), cells);
}

Chain lazy(const Chain& chain, double rate) {
  if (rate == 1) return chain;
  Chain still(chain.rows(), chain.cols());
  still.setIdentity();
  return (1 - rate) * still + rate * chain;
}

Graph graph_of(const Chain& chain) {
  std::vector<Tie> ties;
  ties.reserve(static_cast<std::size_t>(chain.nonZeros()));
  for (Eigen::Index i = 0; i < chain.rows(); ++i)
    for (Chain::InnerIterator a(chain, i); a; ++a)
      if (a.value() > 0) ties.push_back({static_cast<Agent>(i), static_cast<Agent>(a.col())});
  return Graph(static_cast<Agent>(chain.rows()), std::move(ties));
}

Chain restricted(const Chain& chain, std::span<const Agent> keep) {
  std::vector<Agent> place(static_cast<std::size_t>(chain.rows()), -1);
  for (std::size_t k = 0; k < keep.size(); ++k)
    place[static_cast<std::size_t>(keep[k])] = static_cast<Agent>(k);
  Cells cells;
  for (std::size_t k = 0; k < keep.size(); ++k)
    for (Chain::InnerIterator a(chain, keep[k]); a; ++a)
      if (const Agent to = place[static_cast<std::size_t>(a.col())]; to >= 0)
        cells.emplace_back(static_cast<Agent>(k), to, a.value());
  return from_cells(std::ssize(keep), cells);
}

}  // namespace heed

#include "heed/structure/walk.hpp"

namespace heed {

UndirectedWalk::UndirectedWalk(const Graph& graph) {
  std::vector<Tie> ties = graph.ties();
  std::erase_if(ties, [](const Tie& t) { return t.hearer == t.heard || !(t.weight > 0); });
  const Graph both(graph.agents(), both_ways(std::move(ties)), true);
  agents_ = largest_component(both);
  const Graph tied = subgraph(both, agents_);
  chain_ = random_walk(tied);
  strength_ = Eigen::VectorXd::Zero(tied.agents());
  for (Agent i = 0; i < tied.agents(); ++i)
    for (Edge e = tied.first(i); e < tied.first(i + 1); ++e) strength_(i) += tied.weight(e);
}

}  // namespace heed

#include "heed/graphs/erdos_renyi.hpp"

#include "heed/graphs/common/random_cells.hpp"
#include "heed/graphs/common/undirected.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::graphs {

void ErdosRenyi::fields(Fields& f) {
  const bool by_probability = probability >= 0;
  f("agents", agents, agent_count(), "number of agents");
  f("mean_degree", mean_degree, at_least(0), "how many each agent hears on average");
  f("probability", probability, between(-1, 1), "of a tie, for each pair; -1 takes it from mean_degree");
  f.require("probability", by_probability || probability == -1,
            "'probability' is " + to_text(probability) + "; it should be between 0 and 1, or -1 for none");
  f.require("probability", !by_probability || mean_degree == usual_mean_degree,
            "'mean_degree' and 'probability' are both given; leave out one of them");
  f.require("mean_degree", by_probability || mean_degree <= static_cast<double>(agents - 1),
            "'mean_degree' is " + to_text(mean_degree) + "; it should be below 'agents', " +
                std::to_string(agents));
}

Network ErdosRenyi::make(std::uint64_t seed) const {
  check(*this);
  const double p = probability >= 0 ? probability
                   : agents > 1     ? mean_degree / static_cast<double>(agents - 1)
                                    : 0;
  Stream stream(seed, Purpose::graph);
  std::vector<Tie> ties;
  visit_random_cells(
      static_cast<Agent>(agents), [](Agent i) { return std::int64_t{i}; }, p, stream,
      [&ties](Agent i, Agent j) {
        ties.push_back({i, j});
      });
  return undirected(static_cast<Agent>(agents), std::move(ties));
}

}  // namespace heed::graphs

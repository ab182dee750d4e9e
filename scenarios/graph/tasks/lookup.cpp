#include "scenarios/graph/tasks/lookup.hpp"

#include "heed/core/error.hpp"
#include "heed/core/random.hpp"
#include "heed/graph/hops.hpp"

#include <algorithm>

namespace heed::scenarios::graph::tasks {
namespace {

/// Calls look(i, j) for all pairs at exactly that distance.
template <class Look> void for_pairs_at(const Reach& reach, int distance, Look look) {
  for (Agent i = 0; i < reach.graph.agents(); ++i)
    for (Edge e = reach.graph.first(i); e < reach.graph.first(i + 1); ++e)
      if (reach.hop(e) == distance)
        look(i, reach.graph.hears(i)[static_cast<std::size_t>(e - reach.graph.first(i))]);
}

}  // namespace

Task Lookup::make(Network network, std::uint64_t seed) const {
  const Reach reach = without_self_ties(within_hops(network.graph, static_cast<int>(distance)));
  const auto n = static_cast<std::size_t>(network.agents());
  double pairs = 0;
  for_pairs_at(reach, static_cast<int>(distance), [&](Agent, Agent) { ++pairs; });
  if (pairs == 0)
    throw Error(ErrorKind::data, "task 'lookup': no two agents are " + std::to_string(distance) +
                                     " ties apart in this graph; choose a smaller 'distance'");
  const double share = marked > 0 ? marked : std::min(0.5, static_cast<double>(n) / pairs);

  Task out{.network = std::move(network)};
  std::vector<std::int32_t> token(n), found(n, -1);
  std::vector<bool> mark(n), twice(n);
  std::vector<Eigen::Triplet<float>> numbers;
  for (std::size_t i = 0; i < n; ++i) {
    Stream stream(seed, Purpose::data, i);
    token[i] = static_cast<std::int32_t>(stream.below(static_cast<std::uint64_t>(tokens)));
    mark[i] = stream.chance(share);
    numbers.emplace_back(static_cast<int>(i), token[i], 1.0F);
    if (mark[i]) numbers.emplace_back(static_cast<int>(i), static_cast<int>(tokens), 1.0F);
  }
  out.features.resize(static_cast<int>(n), static_cast<int>(tokens + 1));
  out.features.setFromTriplets(numbers.begin(), numbers.end());
  for_pairs_at(reach, static_cast<int>(distance), [&](Agent i, Agent j) {
    const auto hearer = static_cast<std::size_t>(i), heard = static_cast<std::size_t>(j);
    if (!mark[heard]) return;
    twice[hearer] = twice[hearer] || found[hearer] >= 0;
    found[hearer] = token[heard];
  });
  for (std::size_t i = 0; i < n; ++i) out.label.push_back(twice[i] ? -1 : found[i]);
  for (std::int64_t c = 0; c < tokens; ++c) out.classes.push_back(std::to_string(c));
  out.notes.push_back(std::to_string(labelled(out).size()) + " of " + std::to_string(n) +
                      " agents have exactly one marked agent at that distance, and so a class");
  return out;
}

}  // namespace heed::scenarios::graph::tasks

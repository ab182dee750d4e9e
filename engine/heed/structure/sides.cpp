#include "heed/structure/sides.hpp"

#include "heed/core/error.hpp"
#include "heed/structure/walk.hpp"

#include <algorithm>

namespace heed {

Sides community_sides(const Network& network) {
  if (network.community_names.size() != 2)
    throw Error(ErrorKind::data, "two sides are needed and there are " +
                                     std::to_string(network.community_names.size()) +
                                     " communities; name a column with two values as graph.community, or let "
                                     "the graph itself say with --sides spectral");
  return network.community;
}

std::optional<Sides> spectral_sides(const Graph& graph) {
  const UndirectedWalk walk(graph);
  const auto ends = walk.ends();
  if (!ends) return std::nullopt;
  Sides out(static_cast<std::size_t>(graph.agents()), -1);
  for (std::size_t k = 0; k < walk.agents().size(); ++k)
    out[static_cast<std::size_t>(walk.agents()[k])] = ends->slowest(static_cast<Eigen::Index>(k)) > 0 ? 1 : 0;
  const auto has = [&](std::int32_t side) { return std::find(out.begin(), out.end(), side) != out.end(); };
  if (!has(0) || !has(1)) return std::nullopt;
  return out;
}

}  // namespace heed

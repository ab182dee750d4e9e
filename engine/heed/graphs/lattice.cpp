#include "heed/graphs/lattice.hpp"

#include "heed/graphs/common/undirected.hpp"

#include <cstddef>
#include <utility>

namespace heed::graphs {
namespace {

double points(const std::vector<std::int64_t>& shape) {
  double product = 1;
  for (const std::int64_t extent : shape) product *= static_cast<double>(extent);
  return product;
}

}  // namespace

void Lattice::fields(Fields& f) {
  f("shape", shape, agent_count(), "number of agents along each dimension");
  f("periodic", periodic, any(), "whether the ends of each dimension meet (a torus)");
  f.require("shape", !shape.empty(), "'shape' is empty; it should have a number for each dimension");
  f.require("shape", agent_count().holds(points(shape)),
            "'shape' has " + to_text(points(shape)) + " points; there can be at most 2147483646 agents");
}

std::vector<std::int64_t> Lattice::place(Agent agent) const {
  std::vector<std::int64_t> out(shape.size());
  std::int64_t rest = agent;
  for (std::size_t d = shape.size(); d-- > 0; rest /= shape[d]) out[d] = rest % shape[d];
  return out;
}

Network Lattice::make(std::uint64_t /*seed*/) const {
  check(*this);
  const auto agents = static_cast<Agent>(points(shape));
  std::vector<Tie> ties;
  ties.reserve(2 * shape.size() * static_cast<std::size_t>(agents));
  std::int64_t stride = 1;
  for (std::size_t d = shape.size(); d-- > 0; stride *= shape[d])
    for (Agent i = 0; i < agents; ++i) {
      const bool last = i / stride % shape[d] == shape[d] - 1;
      // A line of two points has one tie, though its ends meet; a line of one has none.
      if (last && (!periodic || shape[d] <= 2)) continue;
      const std::int64_t next = last ? i - stride * (shape[d] - 1) : i + stride;
      ties.push_back({i, static_cast<Agent>(next)});
    }
  return undirected(agents, std::move(ties));
}

}  // namespace heed::graphs

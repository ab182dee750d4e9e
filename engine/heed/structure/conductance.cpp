#include "heed/structure/conductance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace heed {

double conductance(const Graph& graph, const Sides& sides) {
  double cut = 0;
  std::array<double, 2> volume{};
  for (Agent i = 0; i < graph.agents(); ++i) {
    const std::int32_t side = sides[static_cast<std::size_t>(i)];
    for (Edge e = graph.first(i); const Agent j : graph.hears(i)) {
      const double w = graph.weight(e++);
      const std::int32_t other = sides[static_cast<std::size_t>(j)];
      if (i == j || side < 0 || other < 0) continue;
      volume[static_cast<std::size_t>(side)] += w;
      volume[static_cast<std::size_t>(other)] += w;
      if (side != other) cut += w;
    }
  }
  const double smaller = std::min(volume[0], volume[1]);
  return smaller > 0 ? cut / smaller : std::numeric_limits<double>::quiet_NaN();
}

CheegerBounds cheeger_bounds(double second_eigenvalue) {
  const double gap = std::max(0.0, 1 - second_eigenvalue);
  return {gap / 2, std::sqrt(2 * gap)};
}

}  // namespace heed

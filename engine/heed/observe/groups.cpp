#include "heed/observe/groups.hpp"

#include <cmath>

namespace heed {

std::vector<OpinionGroup> opinion_groups(std::span<const double> sorted, double gap) {
  std::vector<OpinionGroup> groups;
  if (sorted.empty() || std::isnan(sorted.back())) return groups;
  for (std::size_t first = 0, last = 0; first < sorted.size(); first = last) {
    const double lowest = sorted[first];
    double above = 0;
    do above += sorted[last++] - lowest;
    while (last < sorted.size() && sorted[last] - sorted[last - 1] <= gap);
    groups.push_back({last - first, lowest + above / static_cast<double>(last - first)});
  }
  return groups;
}

}  // namespace heed

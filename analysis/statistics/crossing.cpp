#include "analysis/statistics/crossing.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

namespace heed::analysis {

Located find_crossing(std::span<const double> x, std::span<const double> small,
                      std::span<const double> large) {
  std::vector<std::size_t> places;
  double total = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (const double gap = large[i] - small[i]; !std::isnan(gap)) {
      places.push_back(i);
      total += gap;
    }
  if (places.size() < 2) return {.why = "a crossing takes two values with runs of both sizes, or more"};
  // What is before a place less what is after it is largest where the sign changes for good.
  double before = 0, most = std::abs(total);
  std::size_t best = places.size();
  for (std::size_t k = 0; k + 1 < places.size(); ++k) {
    before += large[places[k]] - small[places[k]];
    if (const double parted = std::abs(2 * before - total); parted > most) {
      most = parted;
      best = k;
    }
  }
  if (best == places.size())
    return {.why = "the curves of the two sizes do not cross: move or widen the range of the sweep"};
  const std::size_t a = places[best], b = places[best + 1];
  const double gap_a = large[a] - small[a], gap_b = large[b] - small[b];
  const double share = gap_a == gap_b ? 0.5 : gap_a / (gap_a - gap_b);
  return {.at = x[a] + share * (x[b] - x[a]), .height = small[a] + share * (small[b] - small[a])};
}

}  // namespace heed::analysis

#include "analysis/statistics/crossing.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace heed::analysis {
namespace {

/// Of what the curves are apart on the one side, at least so much is on the other, or it is noise at the
/// edge. A true crossing of Ising lattices has a sixtieth on the side of order, where all cumulants are near
/// 2/3.
constexpr double least_share = 0.005;

}  // namespace

Located find_crossing(std::span<const double> x, std::span<const double> small, std::span<const double> large,
                      std::span<const double> order) {
  std::vector<std::size_t> places;
  double total = 0, total_order = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (const double gap = large[i] - small[i]; !std::isnan(gap) && !std::isnan(order[i])) {
      places.push_back(i);
      total += gap;
      total_order += order[i];
    }
  if (places.size() < 2) return {.why = "a crossing takes two values with runs of both sizes, or more"};
  // What is on the side of order less what is on the other is largest where the sign changes for good.
  const auto n = static_cast<double>(places.size());
  double before = 0, order_before = 0, most = std::abs(total);
  std::size_t best = places.size();
  for (std::size_t k = 0; k + 1 < places.size(); ++k) {
    before += large[places[k]] - small[places[k]];
    order_before += order[places[k]];
    const double after = total - before, passed = static_cast<double>(k + 1);
    const double fall = order_before / passed - (total_order - order_before) / (n - passed);
    const double parted = fall > 0 ? before - after : fall < 0 ? after - before : 0;
    const double less = std::min(std::abs(before), std::abs(after)),
                 more = std::max(std::abs(before), std::abs(after));
    if (parted > most && less >= least_share * more) {
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

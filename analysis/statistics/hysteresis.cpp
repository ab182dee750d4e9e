#include "analysis/statistics/hysteresis.hpp"

#include "analysis/statistics/summary.hpp"

#include <algorithm>
#include <cmath>

namespace heed::analysis {
namespace {

LoopPoint compare(double value, const BySeed& first, const BySeed& second, Pairing pairing) {
  std::vector<double> before, after;
  for (std::size_t s = 0; s < std::max(first.size(), second.size()); ++s) {
    const bool has_first = s < first.size() && first[s], has_second = s < second.size() && second[s];
    if (pairing == Pairing::by_seed && has_first != has_second) continue;
    if (has_first) before.push_back(*first[s]);
    if (has_second) after.push_back(*second[s]);
  }
  return {value, mean(before), mean(after),
          pairing == Pairing::by_seed ? paired_difference(before, after).difference
                                      : unpaired_difference(before, after)};
}

void measure(Loop& loop) {
  const std::vector<LoopPoint>& points = loop.points;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const double gap = std::abs(points[k].gap.value);
    if (gap > std::abs(points[loop.widest].gap.value)) loop.widest = k;
    if (k > 0)
      loop.area += (points[k].value - points[k - 1].value) * (gap + std::abs(points[k - 1].gap.value)) / 2;
    if (gap <= least_gap || !points[k].gap.is_clear()) continue;
    loop.open = Interval{loop.open ? loop.open->low : points[k].value, points[k].value};
  }
}

}  // namespace

Loop hysteresis(std::span<const double> first_values, std::span<const BySeed> first,
                std::span<const double> second_values, std::span<const BySeed> second, Pairing pairing) {
  Loop out;
  for (std::size_t a = 0; a < first_values.size(); ++a)
    for (std::size_t b = 0; b < second_values.size(); ++b) {
      const double value = first_values[a];
      if (std::abs(value - second_values[b]) > 1e-9 * std::abs(value)) continue;
      const LoopPoint point = compare(value, first[a], second[b], pairing);
      if (!std::isnan(point.gap.value)) out.points.push_back(point);
    }
  measure(out);
  return out;
}

}  // namespace heed::analysis

#include "heed/observe/dip.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace heed {
namespace {

using Places = std::vector<std::size_t>;

double real(std::size_t k) { return static_cast<double>(k); }

/// For each place the one before it on the greatest convex minorant of the values up to there.
Places minorant_links(std::span<const double> x) {
  Places link(x.size(), 0);
  for (std::size_t j = 1; j < x.size(); ++j) {
    link[j] = j - 1;
    for (;;) {
      const std::size_t a = link[j], b = link[a];
      if (a == 0 || (x[j] - x[a]) * real(a - b) < (x[a] - x[b]) * real(j - a)) break;
      link[j] = b;
    }
  }
  return link;
}

/// For each place the one after it on the least concave majorant of the values from there on.
Places majorant_links(std::span<const double> x) {
  const std::size_t end = x.size() - 1;
  Places link(x.size(), end);
  for (std::size_t k = end; k-- > 0;) {
    link[k] = k + 1;
    for (;;) {
      const std::size_t a = link[k], b = link[a];
      if (a == end || (x[a] - x[k]) * real(b - a) < (x[b] - x[a]) * real(a - k)) break;
      link[k] = b;
    }
  }
  return link;
}

/// The knots of a curve between two places, in the order of its links; rounding may not lead it past the end.
Places knots(const Places& link, std::size_t from, std::size_t to) {
  Places out{from};
  while (out.back() != to)
    out.push_back(to < from ? std::max(link[out.back()], to) : std::min(link[out.back()], to));
  return out;
}

/// Where the minorant, walked from high to low, and the majorant, from low to high, are furthest apart.
struct Gap {
  double size = 0;
  std::size_t below = 0, above = 0;  ///< the knots there, by their place in the lists
};

/// The widest gap at a knot of either. Where two knots have one value the line between them is upright, the
/// gap is NaN, and no gap is taken there: the next knot has it.
Gap widest_gap(std::span<const double> x, const Places& minorant, const Places& majorant) {
  Gap out{.size = 0, .below = minorant.size() - 1, .above = majorant.size() - 1};
  if (minorant.size() == 2 && majorant.size() == 2) return {1, out.below, out.above};
  std::size_t m = minorant.size() - 1, c = 1;  // the knots looked at: the one after m, and c
  do {
    const std::size_t low = minorant[m - 1], high = majorant[c];
    if (low > high) {
      const std::size_t before = minorant[m];
      const double gap =
          real(high + 1) - real(before) - (x[high] - x[before]) * real(low - before) / (x[low] - x[before]);
      if (gap >= out.size) out = {gap, m, c};
      ++c;
    } else {
      const std::size_t before = majorant[c - 1];
      const double gap =
          (x[low] - x[before]) * real(high - before) / (x[high] - x[before]) + 1 - (real(low) - real(before));
      --m;
      if (gap >= out.size) out = {gap, m, c};
    }
    m = std::max<std::size_t>(m, 1);
    c = std::min(c, majorant.size() - 1);
  } while (minorant[m - 1] != majorant[c]);
  return out;
}

/// How far the steps of the values rise above the lines between the knots of a minorant from place `first` of
/// the list on, in units of one value.
double above_minorant(std::span<const double> x, const Places& minorant, std::size_t first) {
  double most = 1;
  for (std::size_t k = first; k + 1 < minorant.size(); ++k) {
    const std::size_t from = minorant[k + 1], to = minorant[k];
    if (to - from < 2 || x[to] == x[from]) continue;
    const double slope = real(to - from) / (x[to] - x[from]);
    for (std::size_t i = from; i <= to; ++i)
      most = std::max(most, real(i - from + 1) - (x[i] - x[from]) * slope);
  }
  return most;
}

/// How far they stay below the lines between the knots of a majorant.
double below_majorant(std::span<const double> x, const Places& majorant, std::size_t first) {
  double most = 1;
  for (std::size_t k = first; k + 1 < majorant.size(); ++k) {
    const std::size_t from = majorant[k], to = majorant[k + 1];
    if (to - from < 2 || x[to] == x[from]) continue;
    const double slope = real(to - from) / (x[to] - x[from]);
    for (std::size_t i = from; i <= to; ++i)
      most = std::max(most, (x[i] - x[from]) * slope + 1 - real(i - from));
  }
  return most;
}

}  // namespace

double dip(std::span<const double> values) {
  if (values.empty() || std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); }))
    return std::numeric_limits<double>::quiet_NaN();
  double twice = 1;  // twice the dip, in units of one value
  const Places before = minorant_links(values), after = majorant_links(values);
  std::size_t low = 0, high = values.size() - 1;
  while (values[low] < values[high]) {
    const Places minorant = knots(before, high, low), majorant = knots(after, low, high);
    const Gap gap = widest_gap(values, minorant, majorant);
    if (gap.size < twice) break;  // what is left between low and high is straight enough
    twice = std::max(
        {twice, above_minorant(values, minorant, gap.below), below_majorant(values, majorant, gap.above)});
    if (low == minorant[gap.below] && high == majorant[gap.above]) break;
    low = minorant[gap.below];
    high = majorant[gap.above];
  }
  return twice / (2 * real(values.size()));
}

}  // namespace heed

#include "analysis/statistics/peak.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace heed::analysis {

Located find_peak(std::span<const double> x, std::span<const double> y) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (!std::isnan(y[i])) places.push_back(i);
  if (places.size() < 3) return {.why = "a peak takes three values with runs, or more"};
  const auto top = std::max_element(places.begin(), places.end(),
                                    [&](std::size_t a, std::size_t b) { return y[a] < y[b]; });
  const bool flat = std::all_of(places.begin(), places.end(), [&](std::size_t i) { return y[i] == y[*top]; });
  if (flat) return {.why = "it is the same at all values"};
  if (top == places.begin()) return {.why = "it is highest at the first value: begin the sweep before it"};
  if (top + 1 == places.end()) return {.why = "it is highest at the last value: let the sweep go further"};
  const double x0 = x[*(top - 1)], x1 = x[*top], x2 = x[*(top + 1)];
  const double rise = (y[*top] - y[*(top - 1)]) / (x1 - x0), fall = (y[*(top + 1)] - y[*top]) / (x2 - x1);
  const double curve = (fall - rise) / (x2 - x0);  // the parabola is y0 + (x - x0) (rise + (x - x1) curve)
  if (!(curve < 0)) return {.at = x1, .height = y[*top]};
  const double at = (x0 + x1) / 2 - rise / (2 * curve);
  return {.at = at, .height = y[*(top - 1)] + (at - x0) * (rise + (at - x1) * curve)};
}

}  // namespace heed::analysis

#include "heed/observe/moments.hpp"

#include "heed/core/parallel.hpp"
#include "heed/observe/observation.hpp"

#include <algorithm>

namespace heed {

double mean(std::span<const double> x) {
  if (x.empty()) return undefined;
  const double origin = x.front();
  return origin + sum(x.size(), [&](std::size_t i) { return x[i] - origin; }) / static_cast<double>(x.size());
}

double sum_of_squares(std::span<const double> x) {
  if (x.empty()) return undefined;
  const double centre = mean(x);
  const auto sums = sum<Sums<2>>(x.size(), [&](std::size_t i) {
    const double d = x[i] - centre;
    return Sums<2>{{d, d * d}};
  });
  // Not below 0 through rounding; std::max in this order passes NaN on.
  return std::max(sums.of[1] - sums.of[0] * sums.of[0] / static_cast<double>(x.size()), 0.0);
}

}  // namespace heed

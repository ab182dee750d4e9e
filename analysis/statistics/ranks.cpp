#include "analysis/statistics/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace heed::analysis {

std::vector<double> ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto before = [&](std::size_t a, std::size_t b) {
    return !std::isnan(values[a]) && (std::isnan(values[b]) || values[a] < values[b]);
  };
  std::sort(order.begin(), order.end(), before);
  std::vector<double> out(values.size());
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    while (last < order.size() && !before(order[first], order[last])) ++last;
    for (std::size_t k = first; k < last; ++k) out[order[k]] = 0.5 * static_cast<double>(first + 1 + last);
  }
  return out;
}

}  // namespace heed::analysis

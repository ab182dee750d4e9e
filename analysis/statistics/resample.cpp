#include "analysis/statistics/resample.hpp"

#include "analysis/statistics/summary.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace heed::analysis {
namespace {

/// Of the values of one number in all resamples.
Resampled spread_of(std::vector<double> values) {
  const std::size_t resamples = values.size();
  std::erase_if(values, [](double v) { return std::isnan(v); });
  std::sort(values.begin(), values.end());
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  if (values.size() * 2 < resamples) return {missing, {missing, missing}, values.size()};
  return {standard_deviation(values), {quantile(values, 0.025), quantile(values, 0.975)}, values.size()};
}

}  // namespace

std::vector<std::size_t> draw_places(std::size_t n, Stream& stream) {
  std::vector<std::size_t> out(n);
  for (std::size_t& place : out) place = stream.below(n);
  return out;
}

std::vector<Resampled> bootstrap(std::uint64_t point,
                                 const std::function<std::vector<double>(Stream&)>& resample) {
  std::vector<std::vector<double>> drawn(bootstrap_resamples);
  for_each_index(
      drawn.size(),
      [&](std::size_t r) {
        Stream stream(0, Purpose::bootstrap, point, r + 1);
        drawn[r] = resample(stream);
      },
      16);
  std::vector<Resampled> out;
  for (std::size_t k = 0; k < drawn[0].size(); ++k) {
    std::vector<double> values;
    for (const std::vector<double>& numbers : drawn) values.push_back(numbers[k]);
    out.push_back(spread_of(std::move(values)));
  }
  return out;
}

}  // namespace heed::analysis

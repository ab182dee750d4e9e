#include "analysis/statistics/bootstrap.hpp"

#include "analysis/statistics/summary.hpp"
#include "heed/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace heed::analysis {

std::optional<Interval> bootstrap_interval(std::span<const double> values, std::uint64_t point) {
  const auto is_finite = [](double v) { return std::isfinite(v); };
  if (values.size() < 2 || !std::all_of(values.begin(), values.end(), is_finite)) return std::nullopt;
  Stream stream(0, Purpose::bootstrap, point);
  std::vector<double> means(bootstrap_resamples), sample(values.size());
  for (double& m : means) {
    for (double& v : sample) v = values[stream.below(values.size())];
    m = mean(sample);
  }
  std::sort(means.begin(), means.end());
  return Interval{quantile(means, 0.025), quantile(means, 0.975)};
}

}  // namespace heed::analysis

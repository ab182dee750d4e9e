#include "scenarios/sensor_fusion/watch.hpp"

#include <cmath>

namespace heed::scenarios {

void Watch::look(const Moment& moment) {
  double m = 0, mean = 0, squares = 0;
  for (const double y : moment.value) {
    if (std::isnan(y)) continue;
    const double before = y - mean;
    mean += before / ++m;
    squares += before * (y - mean);
  }
  if (m < 3) return;
  for (std::size_t i = 0; i < ratios_.size(); ++i) {
    if (std::isnan(moment.value[i])) continue;
    const double d = moment.value[i] - mean;
    const double ratio = (m * d * d - squares / (m - 1)) / (m - 2) / moment.variance[i];
    Running& r = ratios_[i];
    const double before = ratio - r.mean;
    r.mean += before / static_cast<double>(++r.count);
    r.squares += before * (ratio - r.mean);
  }
}

double Watch::ratio(std::size_t i) const { return ratios_[i].count < 2 ? missing : ratios_[i].mean; }

double Watch::error(std::size_t i) const {
  const auto n = static_cast<double>(ratios_[i].count);
  return n < 2 ? missing : std::sqrt(ratios_[i].squares / (n - 1) / n);
}

double Watch::guilt(std::size_t i) const {
  if (ratios_[i].count < patience) return 1;
  const double ratio = ratios_[i].mean;
  return ratio - 1 > doubt * error(i) ? ratio : 1;
}

}  // namespace heed::scenarios

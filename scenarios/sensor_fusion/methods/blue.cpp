#include "scenarios/sensor_fusion/methods/blue.hpp"

#include "heed/core/error.hpp"

#include <cmath>

namespace heed::scenarios {

void BlueFuser::fuse(const Moment& moment, Fused& out) {
  double count = 0, sum = 0, base = missing;  // of 1/σ over those that say something, and what the first says
  for (std::size_t i = 0; i < moment.value.size(); ++i) {
    if (std::isnan(moment.value[i])) continue;
    if (count++ == 0) base = moment.value[i];
    sum += 1 / std::sqrt(moment.variance[i]);
  }
  const double rho = count > 1 ? correlation_ : 0, apart = 1 - rho, together = 1 + (count - 1) * rho;
  if (apart <= 0 || together <= 0)
    throw Error(ErrorKind::data, "method 'blue': " + to_text(count) +
                                     " sensors cannot all have errors with a correlation of " +
                                     to_text(correlation_) + "; correct sensors.correlation");
  double total = 0;
  out.weight.assign(moment.value.size(), 0.0);
  for (std::size_t i = 0; i < moment.value.size(); ++i) {
    if (std::isnan(moment.value[i])) continue;
    const double root = 1 / std::sqrt(moment.variance[i]);
    out.weight[i] = root * (apart * root + rho * (count * root - sum));
    total += out.weight[i];
  }
  out.value = 0;
  for (std::size_t i = 0; i < moment.value.size(); ++i) {
    if (std::isnan(moment.value[i])) continue;
    out.weight[i] /= total;
    out.value += out.weight[i] * (moment.value[i] - base);
  }
  out.value += base;
  out.variance = apart * together / total;
}

}  // namespace heed::scenarios

#pragma once
#include "heed/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace heed::graphs {

/// P(k) ∝ k^-exponent for whole k from low to high; the lowest may count for less, `low_share` in [0, 1] of
/// its due, so that any mean can be met.
class PowerLaw {
 public:
  PowerLaw(std::int64_t low, std::int64_t high, double exponent, double low_share = 1) : low_(low) {
    double sum = 0, moment = 0;
    for (std::int64_t k = low; k <= high; ++k) {
      const auto value = static_cast<double>(k);
      const double weight = std::pow(value, -exponent) * (k == low ? low_share : 1);
      sum += weight;
      moment += weight * value;
      cumulative_.push_back(sum);
    }
    mean_ = moment / sum;
  }

  double mean() const { return mean_; }
  std::int64_t low() const { return low_; }

  std::int64_t draw(Stream& stream) const {
    const double at = stream.uniform() * cumulative_.back();
    const auto place = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, at);
    return low_ + (place - cumulative_.begin());
  }

 private:
  std::int64_t low_;
  double mean_;
  std::vector<double> cumulative_;
};

/// The power law up to `high` of the given mean: the lowest value, and its share, are chosen to meet it. A
/// mean below that of the law from 1 on gives the law from 1 on. O(high).
inline PowerLaw power_law_of_mean(double mean, std::int64_t high, double exponent) {
  double sum = 0, moment = 0;  // over values above `low`
  for (std::int64_t low = high; low >= 1; --low) {
    const auto value = static_cast<double>(low);
    const double weight = std::pow(value, -exponent);
    if (low < high && moment + weight * value <= mean * (sum + weight)) {
      const double share = mean > value ? (moment - mean * sum) / (weight * (mean - value)) : 1;
      return PowerLaw(low, high, exponent, std::clamp(share, 0.0, 1.0));
    }
    if (low == high && mean >= value) return PowerLaw(high, high, exponent);
    sum += weight;
    moment += weight * value;
  }
  return PowerLaw(1, high, exponent);
}

}  // namespace heed::graphs

#pragma once
#include "scenarios/sensor_fusion/readings.hpp"

#include <cstdint>
#include <vector>

namespace heed::scenarios {

/// Measures how large the errors of sensors really are, without knowing the truth: from how they differ from
/// each other. Of m ≥ 3 sensors with independent errors,
///
///     u_i = [m d_i² - S / (m - 1)] / (m - 2)      with d_i = y_i - mean y and S = Σ d²
///
/// has the variance of sensor i for its mean (Grubbs 1948; the N-cornered hat of clocks). Here
/// u_i over the variance that i states is averaged over moments. Where errors are correlated it is wrong.
class Watch {
 public:
  explicit Watch(std::size_t sensors) : ratios_(sensors) {}

  /// O(K). A moment with fewer than three readings says nothing.
  void look(const Moment& moment);
  /// What it has seen so far.
  void carried(Carried& c) {
    for (Running& r : ratios_) c("count", r.count), c("mean", r.mean), c("squares", r.squares);
  }

  /// The variance of sensor i over that which it states; 1 of an honest one, NaN before there are two
  /// moments.
  double ratio(std::size_t i) const;
  /// Its standard error.
  double error(std::size_t i) const;
  /// The ratio where there can be no doubt that sensor i is worse than it says, else 1: by `doubt` standard
  /// errors, after `patience` moments.
  double guilt(std::size_t i) const;

  static constexpr double doubt = 4;
  static constexpr std::int64_t patience = 20;

 private:
  /// Mean and sum of squared differences from it (Welford 1962).
  struct Running {
    std::int64_t count = 0;
    double mean = 0, squares = 0;
  };
  std::vector<Running> ratios_;
};

}  // namespace heed::scenarios

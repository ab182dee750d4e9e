#pragma once
#include "heed/attention/attend.hpp"
#include "scenarios/sensor_fusion/fuser.hpp"

#include <memory>
#include <span>
#include <vector>

namespace heed::scenarios {

/// One who listens to some speakers: a row of the engine's attention with query 1 and one number for a key,
///
///     a_i = softmax over i of  key_i / T        y = Σ_i a_i value_i
///
/// With keys ln r_i, r being one over a variance, and T = 1 these are the inverse-variance weights
/// r_i / Σ r. A speaker whose key is -∞ is masked: it has no reliability at all. O(K).
class Listener {
 public:
  explicit Listener(std::size_t speakers);

  /// What a speaker says, and how much it is to be heeded.
  void hear(std::size_t speaker, double key, double value);
  /// The same of all sensors at a moment, by a key for each; those that say nothing are masked.
  void hear(const Moment& moment, std::span<const double> keys);
  /// y, at a temperature above 0. At least one speaker must not be masked.
  double heed(double temperature);
  /// a, by speaker.
  std::span<const double> weights() const { return weights_; }
  /// y, a and the variance of y as the result of a method.
  void fuse(const Moment& moment, double temperature, Fused& out);

 private:
  std::unique_ptr<Attend<double>> attend_;
  Matrix<double> query_, key_, value_;
  Row<double> row_;
  std::vector<double> weights_;
};

/// Σ_i w_i² v_i over those that have a weight.
double variance_of(const Moment& moment, std::span<const double> weights);

/// ln r_i = -ln v_i by sensor, of what sensors state.
void stated_keys(const Moment& moment, std::vector<double>& out);

}  // namespace heed::scenarios

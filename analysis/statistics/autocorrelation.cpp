#include "analysis/statistics/autocorrelation.hpp"

#include "analysis/statistics/summary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <cstddef>
#include <vector>

#include <unsupported/Eigen/FFT>

namespace heed::analysis {
namespace {

constexpr double window_times = 5;

/// Σ_i (v_i - mean)(v_{i+k} - mean) by lag k: the power spectrum of the series beside as many zeros, turned
/// back.
std::vector<double> autocovariance(std::span<const double> values) {
  const double centre = mean(values);
  std::vector<double> padded(std::bit_ceil(2 * values.size()), 0.0), out;
  std::transform(values.begin(), values.end(), padded.begin(), [centre](double v) { return v - centre; });
  std::vector<std::complex<double>> spectrum;
  Eigen::FFT<double> transform;
  transform.fwd(spectrum, padded);
  for (std::complex<double>& s : spectrum) s = std::norm(s);
  transform.inv(out, spectrum);
  return out;
}

}  // namespace

double autocorrelation_time(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  if (values.size() < 2 || *low == *high) return 1;
  const std::vector<double> covariance = autocovariance(values);
  if (!(covariance[0] > 0)) return covariance[0] == 0 ? 1 : covariance[0];
  double time = 1;
  for (std::size_t lag = 1; lag < values.size(); ++lag) {
    time += 2 * covariance[lag] / covariance[0];
    if (static_cast<double>(lag) >= window_times * time) return std::max(time, 1.0);
  }
  return n;
}

}  // namespace heed::analysis

#include "analysis/statistics/difference.hpp"

#include "analysis/statistics/summary.hpp"

#include <cmath>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

namespace heed::analysis {
namespace {

double squared(double v) { return v * v; }

/// value ± t error, with t the 0.975 quantile of Student's law; without error the value itself.
std::optional<Interval> student_interval(double value, double error, double freedom) {
  if (!std::isfinite(error)) return std::nullopt;
  if (error == 0) return Interval{value, value};
  const double t = boost::math::quantile(boost::math::students_t(freedom), 0.975);
  return Interval{value - t * error, value + t * error};
}

}  // namespace

double PairedDifference::gain() const { return squared(unpaired_error / difference.error); }

PairedDifference paired_difference(std::span<const double> first, std::span<const double> second) {
  const auto n = static_cast<double>(first.size());
  std::vector<double> differences;
  for (std::size_t i = 0; i < first.size(); ++i) differences.push_back(second[i] - first[i]);
  PairedDifference out;
  out.difference = {
      .value = mean(differences), .error = standard_deviation(differences) / std::sqrt(n), .interval = {}};
  out.difference.interval = student_interval(out.difference.value, out.difference.error, n - 1);
  const double s1 = standard_deviation(first), s2 = standard_deviation(second);
  out.unpaired_error = std::sqrt((s1 * s1 + s2 * s2) / n);
  out.correlation = (s1 * s1 + s2 * s2 - n * squared(out.difference.error)) / (2 * s1 * s2);
  return out;
}

Difference unpaired_difference(std::span<const double> first, std::span<const double> second) {
  const auto n1 = static_cast<double>(first.size()), n2 = static_cast<double>(second.size());
  const double v1 = squared(standard_deviation(first)) / n1, v2 = squared(standard_deviation(second)) / n2;
  Difference out{.value = mean(second) - mean(first), .error = std::sqrt(v1 + v2), .interval = {}};
  const double share = v1 / (v1 + v2);  // v² of what is nearly nothing would be 0
  const double freedom = 1 / (squared(share) / (n1 - 1) + squared(1 - share) / (n2 - 1));
  out.interval = student_interval(out.value, out.error, freedom);
  return out;
}

}  // namespace heed::analysis

#include "analysis/statistics/difference.hpp"

#include "analysis/statistics/resample.hpp"
#include "analysis/statistics/summary.hpp"

#include <cmath>
#include <vector>

namespace heed::analysis {
namespace {

double squared(double v) { return v * v; }

double resampled_mean(std::span<const double> values, Stream& stream) {
  std::vector<double> sample;
  for (const std::size_t place : draw_places(values.size(), stream)) sample.push_back(values[place]);
  return mean(sample);
}

}  // namespace

double PairedDifference::gain() const { return squared(unpaired_error / difference.error); }

PairedDifference paired_difference(std::span<const double> first, std::span<const double> second,
                                   std::uint64_t point) {
  const auto n = static_cast<double>(first.size());
  std::vector<double> differences;
  for (std::size_t i = 0; i < first.size(); ++i) differences.push_back(second[i] - first[i]);
  PairedDifference out;
  out.difference = {.value = mean(differences),
                    .error = standard_deviation(differences) / std::sqrt(n),
                    .interval = bootstrap_interval(differences, point)};
  const double s1 = standard_deviation(first), s2 = standard_deviation(second);
  out.unpaired_error = std::sqrt((s1 * s1 + s2 * s2) / n);
  out.correlation = (s1 * s1 + s2 * s2 - n * squared(out.difference.error)) / (2 * s1 * s2);
  return out;
}

Difference unpaired_difference(std::span<const double> first, std::span<const double> second,
                               std::uint64_t point) {
  Difference out{.value = mean(second) - mean(first),
                 .error = std::sqrt(squared(standard_deviation(first)) / static_cast<double>(first.size()) +
                                    squared(standard_deviation(second)) / static_cast<double>(second.size())),
                 .interval = {}};
  if (first.size() > 1 && second.size() > 1)
    out.interval = bootstrap(point,
                             [&](Stream& stream) {
                               const double before = resampled_mean(first, stream);
                               return std::vector<double>{resampled_mean(second, stream) - before};
                             })[0]
                       .interval;
  return out;
}

}  // namespace heed::analysis

#include "analysis/statistics/equilibration.hpp"

#include "analysis/statistics/autocorrelation.hpp"
#include "analysis/statistics/summary.hpp"

#include <algorithm>
#include <cmath>

namespace heed::analysis {
namespace {

constexpr std::size_t most_starts = 40;
constexpr double most_errors_apart = 4, most_spreads_apart = 10;

/// Are the halves of a part alike? A drift too slow for τ parts their means, a transient their spreads.
bool halves_alike(std::span<const double> part, double time) {
  const std::span<const double> first = part.first(part.size() / 2), second = part.subspan(part.size() / 2);
  if (first.size() < 2) return true;
  const double s1 = standard_deviation(first), s2 = standard_deviation(second);
  const double samples = std::max(1.0, static_cast<double>(first.size()) / time);
  const double error = std::sqrt((s1 * s1 + s2 * s2) / samples);
  return std::abs(mean(first) - mean(second)) <= most_errors_apart * error &&
         std::max(s1, s2) <= most_spreads_apart * std::min(s1, s2);
}

}  // namespace

StationaryPart part_from(std::span<const double> values, std::size_t first) {
  const std::span<const double> part = values.subspan(std::min(first, values.size()));
  StationaryPart out{
      .first = first, .n = part.size(), .time = autocorrelation_time(part), .mean = mean(part)};
  out.error = standard_deviation(part) / std::sqrt(std::max(out.effective(), 1.0));
  out.even = halves_alike(part, out.time);
  return out;
}

StationaryPart stationary_part(std::span<const double> values) {
  const std::size_t last = (values.size() + 1) / 2, stride = (last + most_starts - 1) / most_starts;
  std::size_t best = 0;
  double most = 0;
  for (std::size_t first = 0; first < last; first += stride) {
    const std::span<const double> part = values.subspan(first);
    const double effective = static_cast<double>(part.size()) / autocorrelation_time(part);
    if (effective > most) {
      most = effective;
      best = first;
    }
  }
  // A lone value at the very start is not correlated with the rest, so that keeping it costs nothing in τ.
  const std::size_t left = values.size() - best;
  const double memory = left > 0 ? std::ceil(autocorrelation_time(values.subspan(best))) : 0;
  return part_from(values, best + std::min(static_cast<std::size_t>(memory), left / 10));
}

}  // namespace heed::analysis

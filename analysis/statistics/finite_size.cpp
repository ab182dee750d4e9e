#include "analysis/statistics/finite_size.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace heed::analysis {
namespace {

constexpr double least_exponent = 0.05, largest_exponent = 2;

}  // namespace

Drift fit_drift(std::span<const double> sizes, std::span<const double> places, std::span<const double> errors,
                double exponent) {
  if (sizes.size() < 2) return {};
  const bool weighted = std::all_of(errors.begin(), errors.end(), [](double e) { return e > 0; });
  const auto weight = [&](std::size_t i) { return weighted ? 1 / (errors[i] * errors[i]) : 1.0; };
  double w = 0, u = 0, x = 0, uu = 0, ux = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    w += weight(i);
    u += weight(i) * std::pow(sizes[i], -exponent);
    x += weight(i) * places[i];
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const double beside = std::pow(sizes[i], -exponent) - u / w;
    uu += weight(i) * beside * beside;
    ux += weight(i) * beside * (places[i] - x / w);
  }
  if (!(uu > 0)) return {};
  Drift out{.limit = x / w - ux / uu * u / w, .slope = ux / uu, .exponent = exponent, .misfit = 0};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const double off = places[i] - out.limit - out.slope * std::pow(sizes[i], -exponent);
    out.misfit += weight(i) * off * off;
  }
  return out;
}

Drift fit_drift_and_exponent(std::span<const double> sizes, std::span<const double> places,
                             std::span<const double> errors) {
  if (sizes.size() < 4) return {};
  const auto misfit = [&](double exponent) { return fit_drift(sizes, places, errors, exponent).misfit; };
  // The valley on a grid, then by sections: 0.618 of it is kept each time.
  constexpr int steps = 200;
  const auto at = [](int k) { return least_exponent + (largest_exponent - least_exponent) * k / steps; };
  int best = 0;
  for (int k = 1; k <= steps; ++k)
    if (misfit(at(k)) < misfit(at(best))) best = k;
  if (best == 0 || best == steps) return {};
  double low = at(best - 1), high = at(best + 1);
  while (high - low > 1e-9) {
    const double kept = 0.6180339887498949 * (high - low), a = high - kept, b = low + kept;
    if (misfit(a) < misfit(b))
      high = b;
    else
      low = a;
  }
  return fit_drift(sizes, places, errors, (low + high) / 2);
}

}  // namespace heed::analysis

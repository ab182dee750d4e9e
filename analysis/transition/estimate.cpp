#include "analysis/transition/estimate.hpp"

#include "analysis/statistics/crossing.hpp"
#include "analysis/table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

using Places = std::vector<std::size_t>;

Places all_seeds(const OrderCurve& curve) {
  Places out(curve.seeds.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  return out;
}

/// Order, susceptibility and Binder cumulant at each value, of some seeds. Where the size is not known χ is
/// N^-1 of itself, which peaks at the same place.
struct Curves {
  std::vector<double> order, susceptibility, binder;
};

Curves curves_of(const OrderCurve& curve, const Places& seeds) {
  Curves out;
  for (std::size_t v = 0; v < curve.values.size(); ++v) {
    const OrderMoments moments = curve.mean(v, seeds);
    out.order.push_back(moments.first);
    out.susceptibility.push_back(moments.susceptibility(curve.agents > 0 ? curve.agents : 1));
    out.binder.push_back(moments.binder());
  }
  return out;
}

/// The numbers of a curve at the values of another, NaN where it has none.
std::vector<double> at_values(const std::vector<double>& values, const OrderCurve& curve,
                              const std::vector<double>& numbers) {
  std::vector<double> out;
  for (const double value : values) {
    const auto at = std::find_if(curve.values.begin(), curve.values.end(),
                                 [value](double v) { return std::abs(v - value) <= 1e-9 * std::abs(value); });
    out.push_back(at == curve.values.end() ? missing
                                           : numbers[static_cast<std::size_t>(at - curve.values.begin())]);
  }
  return out;
}

/// What one resample, or all seeds, say.
struct Found {
  std::vector<Located> peaks, crossings;
};

Found find_all(const std::vector<OrderCurve>& curves, const std::vector<Places>& seeds) {
  Found out;
  std::vector<Curves> numbers;
  for (std::size_t k = 0; k < curves.size(); ++k) {
    numbers.push_back(curves_of(curves[k], seeds[k]));
    out.peaks.push_back(find_peak(curves[k].values, numbers[k].susceptibility));
    if (k == 0) continue;
    out.crossings.push_back(find_crossing(curves[k].values,
                                          at_values(curves[k].values, curves[k - 1], numbers[k - 1].binder),
                                          numbers[k].binder, numbers[k].order));
  }
  return out;
}

Found resampled(const std::vector<OrderCurve>& curves, Stream& stream) {
  std::vector<Places> seeds;
  for (const OrderCurve& curve : curves) seeds.push_back(draw_places(curve.seeds.size(), stream));
  return find_all(curves, seeds);
}

Drift drift_of(const std::vector<OrderCurve>& curves, const std::vector<Located>& peaks,
               const std::vector<double>& errors, std::optional<double> exponent) {
  std::vector<double> sizes, places, weights;
  for (std::size_t k = 0; k < curves.size(); ++k)
    if (peaks[k].found()) {
      sizes.push_back(curves[k].agents);
      places.push_back(peaks[k].at);
      weights.push_back(errors[k]);
    }
  return exponent ? fit_drift(sizes, places, weights, *exponent)
                  : fit_drift_and_exponent(sizes, places, weights);
}

bool tells(const Resampled& spread) { return !std::isnan(spread.error); }

std::optional<Resampled> told(const Resampled& spread) {
  return tells(spread) ? std::optional(spread) : std::nullopt;
}

std::optional<std::size_t> times_found(const Resampled& spread, bool seeds_tell) {
  return seeds_tell ? std::optional(spread.defined) : std::nullopt;
}

DriftEstimate estimate_drift(const std::vector<OrderCurve>& curves, const Found& found,
                             const std::vector<double>& errors, std::optional<double> exponent,
                             bool seeds_tell) {
  DriftEstimate out;
  const auto peaks =
      std::count_if(found.peaks.begin(), found.peaks.end(), [](const auto& p) { return p.found(); });
  if (curves.front().agents <= 0) {
    out.why = "the files do not say how many agents there are";
  } else if (peaks < (exponent ? 2 : 4)) {
    out.why = fmt::format("{}, there {} {}",
                          exponent ? "a drift takes peaks of two sizes or more"
                                   : "to fit its exponent takes peaks of four sizes or more",
                          peaks == 1 ? "is" : "are", peaks);
  } else {
    out.drift = drift_of(curves, found.peaks, errors, exponent);
    if (std::isnan(out.drift.limit)) out.why = "no exponent between 0.05 and 2 fits better than these two";
  }
  if (!out.why.empty() || !seeds_tell) return out;
  const std::vector<Resampled> spreads = bootstrap(0, [&](Stream& stream) {
    const Drift drift = drift_of(curves, resampled(curves, stream).peaks, errors, exponent);
    return std::vector<double>{drift.limit, drift.exponent};
  });
  out.limit = told(spreads[0]);
  out.resamples = spreads[0].defined;
  if (!exponent) out.exponent = told(spreads[1]);
  return out;
}

std::optional<CriticalEstimate> best_of(const TransitionEstimate& all) {
  if (!all.crossings.empty() && all.crossings.back().crossing.is_sure()) {
    const CrossingEstimate& last = all.crossings.back();
    return CriticalEstimate{last.crossing.found.at, last.crossing.spread, last.crossing.resamples,
                            fmt::format("where the Binder cumulants of {} and {} agents cross",
                                        short_number(last.small), short_number(last.large))};
  }
  if (all.drift.why.empty())
    return CriticalEstimate{all.drift.drift.limit, all.drift.limit, all.drift.resamples,
                            "the limit of the susceptibility peaks"};
  const SizeEstimate& largest = all.sizes.back();
  if (!largest.peak.found.found()) return std::nullopt;
  return CriticalEstimate{
      largest.peak.found.at, largest.peak.spread, largest.peak.resamples,
      "the susceptibility peak of one size, which lies beside the critical value: run other "
      "sizes too"};
}

std::vector<CurvePoint> points_of(const OrderCurve& curve) {
  std::vector<CurvePoint> out;
  const Places seeds = all_seeds(curve);
  const Curves numbers = curves_of(curve, seeds);
  for (std::size_t v = 0; v < curve.values.size(); ++v)
    out.push_back({curve.values[v], numbers.order[v], numbers.susceptibility[v], numbers.binder[v],
                   static_cast<std::size_t>(std::count_if(curve.runs[v].begin(), curve.runs[v].end(),
                                                          [](const auto& run) { return run.has_value(); }))});
  return out;
}

}  // namespace

TransitionEstimate estimate_transition(const std::vector<OrderCurve>& curves,
                                       std::optional<double> exponent) {
  std::vector<Places> all;
  for (const OrderCurve& curve : curves) all.push_back(all_seeds(curve));
  const Found found = find_all(curves, all);
  const std::size_t n = curves.size();
  const bool seeds_tell =
      std::all_of(curves.begin(), curves.end(), [](const OrderCurve& c) { return c.seeds.size() > 1; });
  std::vector<Resampled> spreads(2 * n - 1, {missing, {missing, missing}, 0});
  if (seeds_tell)
    spreads = bootstrap(0, [&](Stream& stream) {
      const Found one = resampled(curves, stream);
      std::vector<double> out;
      for (const Located& peak : one.peaks) out.push_back(peak.at);
      for (const Located& crossing : one.crossings) out.push_back(crossing.at);
      return out;
    });
  TransitionEstimate out;
  std::vector<double> errors;
  for (std::size_t k = 0; k < n; ++k) {
    out.sizes.push_back({curves[k].agents,
                         points_of(curves[k]),
                         {found.peaks[k], told(spreads[k]), times_found(spreads[k], seeds_tell)}});
    errors.push_back(spreads[k].error);
    if (k == 0) continue;
    const Resampled& crossing = spreads[n + k - 1];
    out.crossings.push_back({curves[k - 1].agents,
                             curves[k].agents,
                             {found.crossings[k - 1], told(crossing), times_found(crossing, seeds_tell)}});
  }
  out.drift = estimate_drift(curves, found, errors, exponent, seeds_tell);
  out.critical = best_of(out);
  return out;
}

}  // namespace heed::analysis

#pragma once
#include "analysis/statistics/bootstrap.hpp"
#include "heed/core/random.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace heed::analysis {

/// What resampling says of a number: its standard error and 95 % interval, and in how many resamples it was
/// defined at all. Error and interval are NaN where it was in fewer than half.
struct Resampled {
  double error;
  Interval interval;
  std::size_t defined;
};

/// n places of [0, n), drawn with replacement.
std::vector<std::size_t> draw_places(std::size_t n, Stream& stream);

/// The bootstrap of any numbers at once: `resample` draws what it resamples from the stream it is given, and
/// returns the numbers of that resample, always equally many; NaN is undefined.
///
/// Percentile intervals from 2000 resamples, over those in which a number is defined; `point` as in
/// `bootstrap_interval`. Resamples are made in parallel, each with a stream of its own, so that the bits do
/// not depend on threads. Efron and Tibshirani 1993, section 13.3.
std::vector<Resampled> bootstrap(std::uint64_t point,
                                 const std::function<std::vector<double>(Stream&)>& resample);

}  // namespace heed::analysis

#pragma once
#include <cstddef>
#include <span>

namespace heed::analysis {

/// A stationary part has at least so many effective samples; one with fewer may still be on its way. Of the
/// second half of a walk or a ramp, which has no stationary part, some ten may seem to be there.
inline constexpr double least_effective_samples = 30;

/// The part of a series from which on it forgets where it began.
struct StationaryPart {
  std::size_t first = 0;  ///< place of its first value
  std::size_t n = 0;      ///< values from there on
  double time = 1;        ///< autocorrelation time τ, in steps of the series
  double mean = 0;
  double error = 0;  ///< standard error of the mean, sd / sqrt(n / τ)
  bool even = true;  ///< are its halves alike, in mean and in spread?

  double effective() const { return static_cast<double>(n) / time; }
  bool holds() const { return even && effective() >= least_effective_samples; }
};

/// The start t that leaves the most effective samples, (n - t) / τ(t): an early one keeps what remembers the
/// beginning, which makes τ long, a late one throws samples away (Chodera 2016, eq. 9).
///
/// One τ more is left out, or a tenth of what is left: a few values at the start that are far off do little
/// to τ but much to moments. Tries 40 evenly spaced starts in the first half, or all where there are fewer:
/// the end of a series that is still on its way looks stationary when it is short enough. NaN of `values`
/// belong to the end of the series only; leave them out. A series still on its way is correlated throughout
/// and has few effective samples; or its halves are not alike: their means differ by more than four standard
/// errors (Geweke 1992), or their spreads by a factor of ten. `holds` says so. O(40 n log n).
StationaryPart stationary_part(std::span<const double> values);

/// The same with a start that is given.
StationaryPart part_from(std::span<const double> values, std::size_t first);

}  // namespace heed::analysis

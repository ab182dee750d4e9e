#pragma once
#include "analysis/moment.hpp"
#include "analysis/results.hpp"
#include "analysis/statistics/bootstrap.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace heed::analysis {

/// One observable at one point of a sweep, over its seeds.
struct Spread {
  double mean = 0, sd = 0;           ///< NaN of no value, and of fewer than two
  std::optional<Interval> interval;  ///< of the mean, 95 %; from two values on
  std::size_t n = 0;                 ///< finished runs that have a value
};

/// The runs of one point.
struct PointSummary {
  std::size_t runs = 0, finished = 0, converged = 0, complete = 0, failed = 0, not_run = 0;
  std::vector<Spread> spreads;  ///< by the series asked for

  /// converged / finished; NaN where none finished.
  double share_converged() const;
};

/// Every point of a sweep, at one moment of its runs. Runs that failed or did not run are counted and take no
/// part in the rest; those that did not converge do. O(points × series × 2000 × seeds), in parallel; same
/// bits for any number of threads.
std::vector<PointSummary> summarise_points(const Results& results, const std::vector<std::size_t>& series,
                                           const Moment& moment);

}  // namespace heed::analysis

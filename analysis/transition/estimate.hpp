#pragma once
#include "analysis/statistics/finite_size.hpp"
#include "analysis/statistics/peak.hpp"
#include "analysis/statistics/resample.hpp"
#include "analysis/transition/curves.hpp"

#include <optional>
#include <string>
#include <vector>

namespace heed::analysis {

/// Of all resamples a crossing was found in at least this share, or it may be one of chance.
inline constexpr double least_found = 0.95;

/// A place, and how sure it is: over resamples of the seeds, in those in which it was found.
struct Estimated {
  Located found;
  std::optional<Resampled>
      spread;  ///< nothing with a single seed, or where it was found in too few resamples
  std::optional<std::size_t> resamples;  ///< those in which it was found; nothing with a single seed

  /// Was it found, and in nearly all resamples where there are some?
  bool is_sure() const {
    return found.found() &&
           (!resamples || static_cast<double>(*resamples) >= least_found * bootstrap_resamples);
  }
};

/// The order of one size at each value: means over all seeds, of runs that have a number.
struct CurvePoint {
  double value = 0, order = 0, susceptibility = 0, binder = 0;
  std::size_t runs = 0;
};

struct SizeEstimate {
  double agents = 0;
  std::vector<CurvePoint> points;
  Estimated peak;  ///< of the susceptibility
};

/// Where the Binder cumulants of two sizes cross; the height is their value there.
struct CrossingEstimate {
  double small = 0, large = 0;
  Estimated crossing;
};

/// The peaks of all sizes, drawn out to endless size.
struct DriftEstimate {
  Drift drift;
  std::optional<Resampled> limit, exponent;  ///< the exponent only where it was fitted
  std::optional<std::size_t> resamples;      ///< those in which there is a limit; nothing with a single seed
  std::string why;                           ///< empty where there is one
};

/// Where order is lost, by the best of what is there, and by what that is.
struct CriticalEstimate {
  double at = 0;
  std::optional<Resampled> spread;
  std::optional<std::size_t> resamples;  ///< as in `Estimated`
  std::string how;
};

/// What curves of one or several sizes say of a transition.
struct TransitionEstimate {
  std::vector<SizeEstimate> sizes;
  std::vector<CrossingEstimate> crossings;  ///< of neighbouring sizes
  DriftEstimate drift;
  std::optional<CriticalEstimate> critical;
};

/// Susceptibility peaks, Binder crossings of neighbouring sizes, and the drift of the peaks with an exponent
/// that is given or, with nothing, fitted; errors by 2000 resamples of the seeds of each size. All values of
/// a seed go together, as they share their random numbers. The critical value is the crossing of the two
/// largest sizes where it is sure, else the limit of the drift, else the peak of the largest size.
TransitionEstimate estimate_transition(const std::vector<OrderCurve>& curves, std::optional<double> exponent);

}  // namespace heed::analysis

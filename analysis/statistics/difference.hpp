#pragma once
#include "analysis/statistics/bootstrap.hpp"

#include <optional>
#include <span>

namespace heed::analysis {

/// Mean of the second less mean of the first.
struct Difference {
  double value = 0;
  double error = 0;                  ///< standard error; NaN where it cannot be told
  std::optional<Interval> interval;  ///< 95 %, value ± t error by Student's t; from two values on

  /// Is zero outside of the interval? Differences that are all the same are exact, and clear where not 0.
  bool is_clear() const { return interval && (interval->low > 0 || interval->high < 0); }
};

/// A difference of pairs, and what pairing gained over two independent samples.
struct PairedDifference {
  Difference difference;
  double correlation = 0;     ///< of the two, over pairs; NaN where one does not vary
  double unpaired_error = 0;  ///< the standard error had they been independent, sqrt((s₁² + s₂²) / n)

  /// How many times as many runs independent samples would take for the same error, (s₁² + s₂²) / s_d².
  double gain() const;
};

/// Pairs, such as runs of one seed: the mean of second_i - first_i, its error s_d / sqrt(n), and Student's t
/// of n - 1 degrees of freedom, since the bootstrap of a few pairs is too narrow. Common random numbers make
/// the two alike, and the error smaller by 1 - correlation (Law 2015, section 11.2). Both are equally long.
/// O(n).
PairedDifference paired_difference(std::span<const double> first, std::span<const double> second);

/// Independent samples: the error is sqrt(s₁² / n₁ + s₂² / n₂) = sqrt(v₁ + v₂), with
/// (v₁ + v₂)² / (v₁² / (n₁ - 1) + v₂² / (n₂ - 1)) degrees of freedom (Welch 1947). O(n).
Difference unpaired_difference(std::span<const double> first, std::span<const double> second);

}  // namespace heed::analysis

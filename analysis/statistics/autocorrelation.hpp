#pragma once
#include <span>

namespace heed::analysis {

/// The integrated autocorrelation time τ = 1 + 2 Σ_{k=1}^{M} ρ(k) of a series, in steps of the series: a mean
/// over n values errs as one over n / τ independent ones. M is the first lag with M >= 5 τ(M) (Sokal 1997,
/// section 3): further lags hold noise only.
///
/// At least 1, so that a series that alternates is not taken for more than it holds; 1 of a series that does
/// not change. Where the window never closes the series is shorter than its own memory, and τ is n. A series
/// of fewer than some 50 τ gives a τ that is too small. NaN where a value is. O(n log n), by Fourier
/// transform.
double autocorrelation_time(std::span<const double> values);

}  // namespace heed::analysis

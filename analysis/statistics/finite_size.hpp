#pragma once
#include <limits>
#include <span>

namespace heed::analysis {

/// A place that drifts with size, x(N) = limit + slope N^-exponent.
struct Drift {
  double limit = std::numeric_limits<double>::quiet_NaN(), slope = limit, exponent = limit;
  double misfit = limit;  ///< Σ ((x - fit) / error)², over the sizes
};

/// The least-squares fit with an exponent that is given, each place weighted by 1 / error² (all alike where
/// an error is 0 or NaN). The susceptibility peak of L^d = N sites drifts with 1 / (d ν): 1/2 on the square
/// lattice, where ν = 1; in mean field the critical window is N^(-1/2) wide. NaN of fewer than two sizes;
/// O(n). Fisher and Barber 1972; Privman 1990.
Drift fit_drift(std::span<const double> sizes, std::span<const double> places, std::span<const double> errors,
                double exponent);

/// The same with the exponent of the least misfit between 0.05 and 2. NaN of fewer than four sizes, and where
/// the best exponent is at one of these ends, which is to say that there is no drift to fit.
Drift fit_drift_and_exponent(std::span<const double> sizes, std::span<const double> places,
                             std::span<const double> errors);

}  // namespace heed::analysis

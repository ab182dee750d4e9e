#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace heed::scenarios {

/// y ≈ constant + slope · x by least squares.
struct Line {
  double constant = 0, slope = 0;
};
Line fit_line(std::span<const double> y, std::span<const double> x);

/// The statistic of the augmented Dickey-Fuller test without constant: the t value of γ in
/// Δe_t = γ e_(t-1) + Σ φ_k Δe_(t-k) with `lags` differences. Far below 0: e reverts. NaN where e does not
/// move. O(T lags²). Said and Dickey 1984.
double dickey_fuller(std::span<const double> e, std::int64_t lags);

/// The p value of Engle and Granger's test that y and x are not cointegrated, by the residuals of y on x:
/// MacKinnon 1994, table of two variables with a constant. 1 where the residuals do not move.
double mackinnon_p(double statistic);
double engle_granger_p(std::span<const double> y, std::span<const double> x, std::int64_t lags);

/// The half-life ln 2 / κ of e as an Ornstein-Uhlenbeck process, in steps, by least squares of e_(t+1) on
/// e_t; infinity where it does not revert.
double half_life(std::span<const double> e);

/// Which of some tests are significant when the expected share of false ones among them is to be at most q
/// (Benjamini and Hochberg 1995). O(n log n).
std::vector<bool> benjamini_hochberg(const std::vector<double>& p, double q);

}  // namespace heed::scenarios

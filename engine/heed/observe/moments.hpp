#pragma once
#include <cstddef>
#include <span>

namespace heed {

/// The mean, c + Σ_i (x_i - c) / N with c = x_0, so that equal values give exactly that value and a large
/// common offset costs no digits; `undefined` for no values. O(N). Same bits for any number of threads.
double mean(std::span<const double> x);

/// Σ_i (x_i - mean)², two passes with the second pass's own mean taken off (Chan, Golub, LeVeque 1983);
/// exactly 0 for equal values, `undefined` for none. O(N). Same bits for any number of threads.
double sum_of_squares(std::span<const double> x);

/// Several sums taken in one pass: a term of heed::sum.
template <std::size_t M> struct Sums {
  double of[M] = {};
  Sums& operator+=(const Sums& other) {
    for (std::size_t m = 0; m < M; ++m) of[m] += other.of[m];
    return *this;
  }
};

}  // namespace heed

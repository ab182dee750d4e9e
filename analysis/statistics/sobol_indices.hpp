#pragma once
#include "analysis/statistics/resample.hpp"
#include "heed/core/matrix.hpp"

#include <vector>

namespace heed::analysis {

/// How much of the variance of an output comes from one parameter: by itself, and with all it interacts with.
struct SobolIndex {
  double first = 0, total = 0;
  Resampled first_spread, total_spread;  ///< over rows of the design
};

/// First and total indices of each of d parameters from a design of Saltelli.
///
/// outputs   (N, d + 2): of each base row the output at A, at A with parameter i from B (i = 1 … d), at B
/// first  S_i  = mean(f_B (f_ABi - f_A)) / V     Saltelli et al. 2010, table 2 (b)
/// total  ST_i = mean((f_A - f_ABi)²) / (2 V)    the same, table 2 (f); Jansen 1999
/// with V the variance of all f_A and f_B together, after the mean of these is taken off, as SALib does.
/// Estimates may lie a little outside of 0 … 1. Error and interval by bootstrap of the N rows. NaN where the
/// output does not vary. O(2000 N d).
std::vector<SobolIndex> sobol_indices(const Matrix<double>& outputs);

}  // namespace heed::analysis

#pragma once
#include "analysis/statistics/resample.hpp"
#include "heed/core/matrix.hpp"

#include <vector>

namespace heed::analysis {

/// What one parameter does to an output over its whole range, by elementary effects.
struct MorrisEffect {
  double mean_absolute = 0;  ///< μ*: how much it matters
  double mean = 0;           ///< μ: with its sign; near 0 beside a large μ* where the sign changes
  double deviation = 0;      ///< σ: how much that depends on where one is: interactions, curves
  Resampled spread;          ///< of μ*, over trajectories
};

/// μ*, μ and σ of the elementary effects of each parameter.
///
/// effects   (R, d): of trajectory r the change of the output with parameter i, for a step of its whole range
/// Morris 1991; μ* of Campolongo, Cariboni, Saltelli 2007. σ has R - 1 in its denominator. O(2000 R d).
std::vector<MorrisEffect> morris_effects(const Matrix<double>& effects);

}  // namespace heed::analysis

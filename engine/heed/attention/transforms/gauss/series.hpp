#pragma once
#include "heed/attention/transforms/gauss/kernels.hpp"

#include <cstddef>
#include <vector>

namespace heed {

/// Chebyshev series of a Gaussian between two boxes on a line, in units of √τ: with u, v in [-1, 1] the
/// places inside boxes of side β whose middles are o boxes apart,
///
///     exp(-β² (u/2 - o - v/2)²) = Σ_ab C_ab(o) T_a(u) T_b(v)       a, b < order
///
/// so that agents in one box act on another through Σ_j T_b(v_j) alone. In several dimensions the Gaussian is
/// a product, and so is this.
///
/// The bound: coefficient a of f on [-1, 1] is f⁽ᵃ⁾(ξ) / (2^(a-1) a!) for some ξ, and by Cramér's inequality
/// the a-th derivative of exp(-s²) is at most 1.0865 √(2^a a!) exp(-s²/2). So for agents at least s apart
///
///     |c_a| ≤ 2.173 (β²/8)^(a/2) / √a! · exp(-s²/2)
///
/// What is left out of the weight of one agent, and of its slope as |T_a'| ≤ a², is a sum of those from
/// `order` on; a factor of 4 covers the truncation in the other variable, whose norm is below 3.
struct GaussSeries {
  double side = 1;         ///< β
  int order = 2;           ///< p: terms of each series
  int reach = 0;           ///< boxes further away than so many along one dimension are not heard
  std::vector<int> terms;  ///< by distance in boxes, 0 … reach: terms that matter at that distance
  std::vector<double> table;

  /// C_ab(offset) at [b · stride() + a]: b of the box heard, which is `offset` boxes above the hearer's.
  const double* between(int offset) const {
    return table.data() + static_cast<std::ptrdiff_t>(offset + reach) * order * stride();
  }
  int stride() const { return (order + 7) / 8 * 8; }
};

/// How far apart, in units of √τ, agents are who add less than `error` to each other's weight and to that
/// times their distance.
double gauss_cutoff(double error, int topics);

/// The series, without its table, that leaves out at most `error` of the weight of any one agent, and at most
/// `error` √τ of its pull.
GaussSeries gauss_series(double side, double error, int topics);

/// The series of one box that holds everyone, side ≤ 1: the error of the pull is relative to the side.
GaussSeries gauss_series_of_one_box(double side, double error, int topics);

/// Computes the table: Gaussians at Chebyshev nodes, in long double. O(reach · order³).
void fill(GaussSeries& series);

}  // namespace heed

#pragma once
#include "heed/audit/twins.hpp"

#include <functional>
#include <optional>
#include <string>

namespace heed {

/// What theory says twins must show.
struct ExactInfluence {
  std::string law;  ///< in words, for people
  /// Is it what a nudge of any size does, or the slope that small ones come to?
  bool slope = false;
  /// What agent j does to everyone, (horizons, N); NaN where the law says nothing.
  std::function<Matrix<double>(Agent j)> effect;
};

/// The exact influence in a run, where there is one:
///
/// weights that stay    a nudge: I(h) = P^h, with P = diag(1 - θ) [(1 - α) I + α A]
/// score `similarity`   a nudge, one step, j ≠ i, of width w:
///                      ∂x_i' / ∂x_j = (1 - θ_i) α a_ij [1 + (x_j - y_i)(x_i - x_j) / (w² T_i)]
/// any score, mean      muting, one step: x_i' - x_i'^(-j) = (1 - θ_i) α a_ij (x_j - y_i) / (1 - a_ij)
///
/// The first two for agents that move at once and hear the mean; weights stay where neither score, mask nor
/// temperature looks at opinions or time. None for other runs. Keeps copies of what it needs.
std::optional<ExactInfluence> exact_influence(const Course& course, const Twins& twins);

/// What a nudge of 1 of each agent comes to with everyone in the long run, (N): π of the weights that stay,
/// where no one is stubborn and all end in one consensus. None for other runs.
std::optional<Eigen::VectorXd> long_run_influence(const Course& course);

}  // namespace heed

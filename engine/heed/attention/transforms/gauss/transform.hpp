#pragma once
#include "heed/attention/transforms/gauss/task.hpp"

#include <memory>

namespace heed {

/// The fast Gauss transform (Greengard and Strain 1991), for means: with x (N, K), K = 1, 2 or 3,
///
///     out_i = Σ_j exp(-|x_i - x_j|²/τ) (x_j - x_i) / Σ_j exp(-|x_i - x_j|²/τ)
///
/// The pull above is τ/2 times the gradient of the weight below it, so one series gives both. Agents are
/// sorted into boxes of side √τ or less; each box is summed up by the moments of its agents; Chebyshev series
/// go from box to box along one dimension after the other, and are evaluated at each agent. Where boxes hold
/// few agents, those near are looked at one by one instead: of the two, and of several sides of boxes, the
/// one that costs least for the state at hand is taken. Where all agree within √τ there is one box, as wide
/// as they are.
///
/// Accuracy: |error of out_i| ≤ accuracy · min(√τ, widest difference) beside the rounding of opinions, some
/// units of 2^-53 of the widest difference, times 1 + r²/τ where the nearest of those heard is at distance r.
/// At most accuracy / N is left out of each agent's weight and pull, and Σ w ≥ 1 where agents hear
/// themselves. Where they do not and others add less than 1, and where rounding would drown a small weight
/// beside a crowd, agents near are looked at one by one.
///
/// O(N) time, O(N) memory: about 2 kB per agent at most, kept from one application to the next. Same bits on
/// any number of threads.
class GaussTransform {
 public:
  virtual ~GaussTransform() = default;

  /// Writes out (N, K). False, and nothing written, where an opinion is not finite or τ is not normal and
  /// above 0. Safe to call from several threads.
  [[nodiscard]] virtual bool displacements(const double* x, double tau, Hears hears, double* out) const = 0;

  /// Terms of the series of a box of side √τ.
  virtual double terms() const = 0;
};

/// The finest accuracy there is.
inline constexpr double finest_accuracy = 1e-13;

/// For N agents and 1 … 3 topics.
std::unique_ptr<GaussTransform> make_gauss_transform(std::size_t agents, int topics, double accuracy);

}  // namespace heed

#pragma once
#include "heed/chain/chain.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace heed {

/// The ends of the real spectrum of a reversible chain beside one eigenvalue 1, and the eigenvector of the
/// upper end: the slowest pattern of disagreement.
struct Ends {
  double second = 0, lowest = 0;
  Eigen::VectorXd slowest;  ///< as a function on agents: A f = λ₂ f

  /// The largest modulus: what is left of disagreement after a step, once only the slowest is left.
  double modulus() const { return std::max(std::abs(second), std::abs(lowest)); }
};

/// The ends of the spectrum of a chain in detailed balance with `weight` (π_i a_ij = π_j a_ji, up to a factor
/// for all): Lanczos on D^{1/2} A D^{-1/2} with the eigenvector of 1 taken out, which leaves the second
/// eigenvalue as the largest, or 0 where all others are below 0; dense up to 256 agents. None where it did
/// not converge within 1000 restarts. The same numbers each time. O(E) for each of some hundred steps.
std::optional<Ends> spectrum_ends(const Chain& chain, const Eigen::VectorXd& weight);

/// π with π A = π, summing to 1, of a chain with one closed class, and the largest modulus of the other
/// eigenvalues.
struct Stationary {
  Eigen::VectorXd weight;
  double modulus = 0;
};

/// The same for any chain with one closed class: dense up to 256 agents, else Arnoldi on the transpose. None
/// where it did not converge.
std::optional<Stationary> stationary(const Chain& chain);

}  // namespace heed

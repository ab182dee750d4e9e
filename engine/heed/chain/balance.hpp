#pragma once
#include "heed/chain/chain.hpp"

#include <optional>

namespace heed {

/// The weights with which a chain is in detailed balance, π_i a_ij = π_j a_ji, summing to 1: none where there
/// are no such, or where the chain falls apart. Along any way from one agent to another π changes by the
/// ratios a_ij / a_ji (Kolmogorov's criterion; Kelly 1979, theorem 1.7), so one pass over the ties finds it
/// and one checks it, to 1e-9. For scores that are alike both ways π_i = Z_i / Σ Z with Z_i = Σ_j
/// exp(logit_ij), the attention an agent has to give. O(N + E).
std::optional<Eigen::VectorXd> detailed_balance(const Chain& chain);

}  // namespace heed

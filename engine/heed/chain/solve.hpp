#pragma once
#include "heed/chain/chain.hpp"

#include <optional>

namespace heed {

/// x with M x = b: by LU factors up to 512 rows, else by BiCGSTAB. None where M is singular or the iteration
/// did not come to a relative residual of 1e-12. O(N³), or O(E) for each iteration. van der Vorst 1992.
std::optional<Eigen::VectorXd> solve(const Chain& m, const Eigen::VectorXd& b);

/// The fixed point x = P x + q of a pulled average, for P with rows that sum to at most 1: (I - P)⁻¹ q.
std::optional<Eigen::VectorXd> fixed_point(const Chain& p, const Eigen::VectorXd& q);

}  // namespace heed

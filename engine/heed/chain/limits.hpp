#pragma once
#include "heed/chain/chain.hpp"
#include "heed/graph/classes.hpp"

#include <optional>
#include <vector>

namespace heed {

/// Where x' = A x ends: each closed class of the chain agrees on its own π · x(0), and an agent in none ends
/// in the mean of those by its chances to be absorbed by each.
struct Limits {
  ClosedClasses classes;
  std::vector<double> consensus;  ///< of each class
  Eigen::VectorXd opinion;        ///< of each agent
};

/// The limits of a lazy chain, or of one without periods. None where a linear system could not be solved.
/// Stationary laws of the classes, and one linear system: Kemeny and Snell 1960, theorems 3.3.7 and 4.1.4.
std::optional<Limits> limits(const Chain& chain, const Eigen::VectorXd& first);

}  // namespace heed

#pragma once
#include "heed/observe/observation.hpp"

#include <cmath>

namespace heed {

/// How far an agent moved in the last step, |x_i - before_i|, Euclidean over topics. O(K).
inline double displacement(const Observation& seen, std::size_t agent) {
  double squares = 0;
  for (std::size_t k = 0; k < seen.topics(); ++k) {
    const double d = seen.opinion(agent, k) - seen.before(agent, k);
    squares += d * d;
  }
  return std::sqrt(squares);
}

}  // namespace heed

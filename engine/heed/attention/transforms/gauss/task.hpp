#pragma once
#include "heed/attention/transforms/gauss/boxes.hpp"

namespace heed {

/// Is an agent one of those it hears.
enum class Hears { others, everyone };

/// One application of the fast Gauss transform: w_ij = exp(-|x_i - x_j|² / unit²), x (N, K) by agent.
template <int K> struct GaussTask {
  const double* x;
  std::size_t agents;
  Bounds<K> bounds;
  double unit;  ///< √τ
  Hears hears;
  double accuracy;  ///< of what comes out, in units of √τ
};

}  // namespace heed

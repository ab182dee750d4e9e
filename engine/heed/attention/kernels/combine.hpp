#pragma once
#include "heed/simd/math.hpp"

#include <algorithm>
#include <limits>

namespace heed::HEED_INSTRUCTIONS {

/// What the lanes of one row have summed: weights, weights times differences query - key (topic c, lane l at
/// c · block_lanes + l), and the largest score and exponent that each lane has taken out.
template <class Real> struct LaneSums { const Real *weight, *total, *best, *top; };

/// out = x - Σ total / Σ weight over the lanes of a row, brought to one exponent and added by halves; x where
/// no one is heard.
template <class Real>
void combine(const LaneSums<Real>& sums, Real slope, int size, const Real* x, Real* out) {
  using P = Pack<Real>;
  constexpr int block = block_lanes<Real>;
  constexpr Real least = -std::numeric_limits<Real>::infinity();
  // Lanes that heeded no one have nothing to say about the largest.
  Real best = least, largest = least, shift[block], scale[block], part[block];
  for (int l = 0; l < block; ++l)
    if (sums.weight[l] > 0) best = std::max(best, sums.best[l]);
  for (int l = 0; l < block; ++l) {
    shift[l] = sums.weight[l] > 0 ? (sums.best[l] - best) * slope + sums.top[l] : least;
    largest = std::max(largest, shift[l]);
  }
  for (int l = 0; l < block; ++l) shift[l] = sums.weight[l] > 0 ? shift[l] - largest : Real(0);
  for (int l = 0; l < block; l += P::lanes) exp2(P::load(shift + l)).store(scale + l);
  const auto added = [&](const Real* lane) {
    for (int l = 0; l < block; ++l) part[l] = lane[l] * scale[l];
    for (int half = block / 2; half > 0; half /= 2)
      for (int l = 0; l < half; ++l) part[l] += part[l + half];
    return part[0];
  };
  const Real weight = added(sums.weight);
  for (int c = 0; c < size; ++c) out[c] = weight > 0 ? x[c] - added(sums.total + c * block) / weight : x[c];
}

}  // namespace heed::HEED_INSTRUCTIONS

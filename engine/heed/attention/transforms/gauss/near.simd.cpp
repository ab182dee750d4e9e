// Sums over agents near one agent, one by one.
#include "heed/attention/transforms/gauss/kernels.hpp"
#include "heed/simd/math.hpp"

#include <limits>

namespace heed::HEED_INSTRUCTIONS {
namespace {

using P = Pack<double>;
constexpr int lanes = P::lanes, block = block_lanes<double>, parts = block / lanes;

/// Σ of the lanes of a block, by halves.
HWY_INLINE double added(const P* sum) {
  double lane[block];
  for (int q = 0; q < parts; ++q) sum[q].store(lane + q * lanes);
  for (int half = block / 2; half > 0; half /= 2)
    for (int l = 0; l < half; ++l) lane[l] += lane[l + half];
  return lane[0];
}

template <int K> NearSum near_sum(const Near& near) {
  P weight[parts], pull[K][parts];
  for (int q = 0; q < parts; ++q) {
    weight[q] = P::zero();
    for (int k = 0; k < K; ++k) pull[k][q] = P::zero();
  }
  for (std::size_t r = 0; r < near.count; ++r) {
    const Places places = near.places[r];
    const P end(static_cast<double>(places.last - places.first));
    for (std::size_t i = 0; i < places.last - places.first; i += block)
      for (int q = 0; q < parts; ++q) {
        const std::size_t at = i + static_cast<std::size_t>(q * lanes);
        P away[K], further = P::zero();
        for (int k = 0; k < K; ++k) {
          const P x = P::load(near.where[k] + places.first + at);
          away[k] = x - P(near.nearest[k]);
          // |x - own|² - |nearest - own|², without squares that cancel.
          further = fused(away[k], (x - P(near.own[k])) + P(near.nearest[k] - near.own[k]), further);
        }
        const Lanes<double> there = P::count() + P(static_cast<double>(at)) < end;
        const P w = only(there, exp2(further * P(near.scale)));
        weight[q] += w;
        for (int k = 0; k < K; ++k) pull[k][q] = fused(w, away[k], pull[k][q]);
      }
  }
  NearSum out{added(weight), {0, 0, 0}};
  for (int k = 0; k < K; ++k) out.pull[k] = added(pull[k]);
  return out;
}

template <int K> std::size_t nearest(const Near& near) {
  P best[parts], found[parts];
  for (int q = 0; q < parts; ++q) {
    best[q] = P(std::numeric_limits<double>::infinity());
    found[q] = P(static_cast<double>(near.places[0].first));
  }
  for (std::size_t r = 0; r < near.count; ++r) {
    const P end(static_cast<double>(near.places[r].last));
    for (std::size_t i = near.places[r].first; i < near.places[r].last; i += block)
      for (int q = 0; q < parts; ++q) {
        const std::size_t at = i + static_cast<std::size_t>(q * lanes);
        P square = P::zero();
        for (int k = 0; k < K; ++k) {
          const P away = P::load(near.where[k] + at) - P(near.own[k]);
          square = fused(away, away, square);
        }
        const P place = P::count() + P(static_cast<double>(at));
        const Lanes<double> closer = (place < end) & (square < best[q]);
        best[q] = select(closer, square, best[q]);
        found[q] = select(closer, place, found[q]);
      }
  }
  double square[block], place[block];
  for (int q = 0; q < parts; ++q) {
    best[q].store(square + q * lanes);
    found[q].store(place + q * lanes);
  }
  int least = 0;
  for (int l = 1; l < block; ++l)
    if (square[l] < square[least] || (square[l] == square[least] && place[l] < place[least])) least = l;
  return static_cast<std::size_t>(place[least]);
}

}  // namespace

extern const GaussNearKernels gauss_near_kernels{{near_sum<1>, near_sum<2>, near_sum<3>},
                                                 {nearest<1>, nearest<2>, nearest<3>}};

}  // namespace heed::HEED_INSTRUCTIONS

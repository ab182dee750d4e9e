#pragma once
#include "heed/layers/said.hpp"

#include <utility>

namespace heed::layers {

/// What is left of a number below 0 in the scores of graph attention (Veličković et al. 2018, section 2.2).
inline constexpr double leak = 0.2;

template <class Real> Real leaky(Real x) { return x > 0 ? x : static_cast<Real>(leak) * x; }
template <class Real> Real leaky_slope(Real x) { return x > 0 ? Real(1) : static_cast<Real>(leak); }

/// Σ_c a_c b_c over n numbers, in eight sums that are put together at the end.
template <class Real> Real dot(const Real* a, const Real* b, Index n) {
  Real lane[8] = {};
  Index c = 0;
  for (; c + 8 <= n; c += 8)
    for (Index l = 0; l < 8; ++l) lane[l] += a[c + l] * b[c + l];
  for (Index l = 0; c < n; ++c, ++l) lane[l] += a[c] * b[c];
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

/// out_c += g a_c over n numbers.
template <class Real> void add_scaled(Real g, const Real* a, Index n, Real* out) {
  for (Index c = 0; c < n; ++c) out[c] += g * a[c];
}

/// The scores of one head in one sequence, one struct for each `Scoring`: `score(q, k)`, and where a gradient
/// g for a score goes: `to_query(g, q, k, grad_q)`, `to_key(g, q, k, grad_k)` and `to_direction(g, q, k,
/// sums)` add their part. All are rows of that head, `depth` numbers long, and so is `sums`.
template <class Real> struct UniformScore {
  Real score(const Real*, const Real*) const { return 0; }
  void to_query(Real, const Real*, const Real*, Real*) const {}
  void to_key(Real, const Real*, const Real*, Real*) const {}
  void to_direction(Real, const Real*, const Real*, Real*) const {}
};

template <class Real> struct DotScore {
  Index depth;

  Real score(const Real* q, const Real* k) const { return dot(q, k, depth); }
  void to_query(Real g, const Real*, const Real* k, Real* out) const { add_scaled(g, k, depth, out); }
  void to_key(Real g, const Real* q, const Real*, Real* out) const { add_scaled(g, q, depth, out); }
  void to_direction(Real, const Real*, const Real*, Real*) const {}
};

template <class Real> struct GatScore {
  Real score(const Real* q, const Real* k) const { return leaky(*q + *k); }
  void to_query(Real g, const Real* q, const Real* k, Real* out) const { *out += g * leaky_slope(*q + *k); }
  void to_key(Real g, const Real* q, const Real* k, Real* out) const { to_query(g, q, k, out); }
  void to_direction(Real, const Real*, const Real*, Real*) const {}
};

template <class Real> struct Gatv2Score {
  Index depth;
  const Real* direction;  ///< u of this head

  Real score(const Real* q, const Real* k) const {
    Real sum = 0;
    for (Index c = 0; c < depth; ++c) sum += direction[c] * leaky(q[c] + k[c]);
    return sum;
  }
  void to_query(Real g, const Real* q, const Real* k, Real* out) const {
    for (Index c = 0; c < depth; ++c) out[c] += g * direction[c] * leaky_slope(q[c] + k[c]);
  }
  void to_key(Real g, const Real* q, const Real* k, Real* out) const { to_query(g, q, k, out); }
  void to_direction(Real g, const Real* q, const Real* k, Real* sums) const {
    for (Index c = 0; c < depth; ++c) sums[c] += g * leaky(q[c] + k[c]);
  }
};

/// Calls work(scores), where scores(head) are those of one head.
template <class Real, class Work> void with_scores(const Said<Real>& said, Work work) {
  const Index depth = said.shape.depth;
  switch (said.scoring) {
    case Scoring::uniform: return work([](Index) { return UniformScore<Real>{}; });
    case Scoring::dot: return work([depth](Index) { return DotScore<Real>{depth}; });
    case Scoring::gat: return work([](Index) { return GatScore<Real>{}; });
    case Scoring::gatv2:
      return work([&](Index head) { return Gatv2Score<Real>{depth, said.direction->data() + head * depth}; });
  }
}

}  // namespace heed::layers

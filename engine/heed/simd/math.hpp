#pragma once
#include "heed/simd/pack.hpp"

#include <hwy/contrib/math/math-inl.h>

namespace heed::HEED_INSTRUCTIONS {

/// 2^x for x up to 127 (float) or 1023 (double); below -125 or -1021 it stays at that power, about 1e-38 or
/// 1e-307. Exact reduction to [-1/2, 1/2], then a minimax polynomial: relative error below 1.5e-7 and 4e-16.
inline Pack<float> exp2(Pack<float> x) {
  using P = Pack<float>;
  constexpr hn::RebindToSigned<P::Tag> whole{};
  x = max(x, P(-125.0));
  // Adding 1.5 · 2^23 rounds to a whole number, which then sits in the lowest bits.
  const P shifter(12582912.0), shifted = x + shifter, r = x - (shifted - shifter);
  P p(1.327646999896975e-3);
  p = fused(p, r, P(9.675542182248918e-3));
  p = fused(p, r, P(5.550713287194042e-2));
  p = fused(p, r, P(2.402211970836613e-1));
  p = fused(p, r, P(6.931469670516656e-1));
  p = fused(p, r, P(1.0));
  const auto power = hn::ShiftLeft<23>(hn::BitCast(whole, shifted.v));
  return {hn::BitCast(P::tag, hn::Add(hn::BitCast(whole, p.v), power))};
}

inline Pack<double> exp2(Pack<double> x) {
  using P = Pack<double>;
  constexpr hn::RebindToSigned<P::Tag> whole{};
  x = max(x, P(-1021.0));
  const P shifter(0x1.8p52), shifted = x + shifter, r = x - (shifted - shifter), r2 = r * r, r4 = r2 * r2;
  const P a0 = fused(P(0.6931471805599453), r, P(1.0)),
          a1 = fused(P(0.05550410866481998), r, P(0.24022650695910153)),
          a2 = fused(P(0.0013333558146780425), r, P(0.00961812910758887)),
          a3 = fused(P(1.5252733497653406e-05), r, P(0.00015403530462077092)),
          a4 = fused(P(1.0178195024276858e-07), r, P(1.321543324517726e-06)),
          a5 = fused(P(4.4357258609610575e-10), r, P(7.0740853643527864e-09));
  const P b0 = fused(a1, r2, a0), b1 = fused(a3, r2, a2), b2 = fused(a5, r2, a4);
  const P p = fused(b2, r4 * r4, fused(b1, r4, b0));
  const auto power = hn::ShiftLeft<52>(hn::BitCast(whole, shifted.v));
  return {hn::BitCast(P::tag, hn::Add(hn::BitCast(whole, p.v), power))};
}

/// The natural logarithm, for x > 0; 4 ulp.
template <class Real> Pack<Real> log(Pack<Real> x) { return {hn::Log(Pack<Real>::tag, x.v)}; }

}  // namespace heed::HEED_INSTRUCTIONS

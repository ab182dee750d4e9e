#pragma once
#include "heed/simd/pack.hpp"

#include <type_traits>

#include <hwy/contrib/math/math-inl.h>

namespace heed::HEED_INSTRUCTIONS {

/// Adding it rounds to a whole number, which then sits in the lowest bits.
template <class Real> inline constexpr double rounder = std::is_same_v<Real, float> ? 0x1.8p23 : 0x1.8p52;

/// 2^r, |r| ≤ 1/2, times two to the whole number in the lowest bits of `shifted`. A minimax polynomial:
/// relative error below 1.5e-7 and 4e-16.
HWY_INLINE Pack<float> power(Pack<float> shifted, Pack<float> r) {
  using P = Pack<float>;
  constexpr hn::RebindToSigned<P::Tag> whole{};
  P p(1.327646999896975e-3);
  p = fused(p, r, P(9.675542182248918e-3));
  p = fused(p, r, P(5.550713287194042e-2));
  p = fused(p, r, P(2.402211970836613e-1));
  p = fused(p, r, P(6.931469670516656e-1));
  p = fused(p, r, P(1.0));
  const auto exponent = hn::ShiftLeft<23>(hn::BitCast(whole, shifted.v));
  return {hn::BitCast(P::tag, hn::Add(hn::BitCast(whole, p.v), exponent))};
}

HWY_INLINE Pack<double> power(Pack<double> shifted, Pack<double> r) {
  using P = Pack<double>;
  constexpr hn::RebindToSigned<P::Tag> whole{};
  const P r2 = r * r, r4 = r2 * r2;
  const P a0 = fused(P(0.6931471805599453), r, P(1.0)),
          a1 = fused(P(0.05550410866481998), r, P(0.24022650695910153)),
          a2 = fused(P(0.0013333558146780425), r, P(0.00961812910758887)),
          a3 = fused(P(1.5252733497653406e-05), r, P(0.00015403530462077092)),
          a4 = fused(P(1.0178195024276858e-07), r, P(1.321543324517726e-06)),
          a5 = fused(P(4.4357258609610575e-10), r, P(7.0740853643527864e-09));
  const P b0 = fused(a1, r2, a0), b1 = fused(a3, r2, a2), b2 = fused(a5, r2, a4);
  const P p = fused(b2, r4 * r4, fused(b1, r4, b0));
  const auto exponent = hn::ShiftLeft<52>(hn::BitCast(whole, shifted.v));
  return {hn::BitCast(P::tag, hn::Add(hn::BitCast(whole, p.v), exponent))};
}

/// 2^x for x up to 127 (float) or 1023 (double); below -125 or -1021 it stays at that power, about 1e-38 or
/// 1e-307.
template <class Real> HWY_INLINE Pack<Real> exp2(Pack<Real> x) {
  using P = Pack<Real>;
  x = max(x, P(std::is_same_v<Real, float> ? -125.0 : -1021.0));
  const P shifted = x + P(rounder<Real>);
  return power(shifted, x - (shifted - P(rounder<Real>)));
}

/// x → 2^(slope · x - n), with n = slope · top to the nearest whole number: exponentials of scores that are
/// known to lie so near their upper end `top` that no weight vanishes. What they have in common, n, cancels
/// in a softmax; to take it out costs nothing.
template <class Real> struct Weighing {
  using P = Pack<Real>;

  P slope, shifter;

  Weighing() = default;
  Weighing(P slopes, Real top)
      : slope(slopes),
        shifter(P(rounder<Real>) - ((slopes * P::of(top) + P(rounder<Real>)) - P(rounder<Real>))) {}

  HWY_INLINE P operator()(P x) const {
    const P shifted = fused(x, slope, shifter);
    return power(shifted, fused(x, slope, shifter - shifted));
  }
};

/// The natural logarithm, for x > 0; 4 ulp.
template <class Real> Pack<Real> log(Pack<Real> x) { return {hn::Log(Pack<Real>::tag, x.v)}; }

}  // namespace heed::HEED_INSTRUCTIONS

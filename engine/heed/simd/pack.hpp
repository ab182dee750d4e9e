#pragma once
// Only for files *.simd.cpp, which are compiled once for every instruction set: HEED_INSTRUCTIONS is its
// name. All of this is in a namespace of that name, so that no two sets ever share a function.
#include "heed/simd/instructions.hpp"

#include <cstdint>

#include <hwy/highway.h>

namespace heed::HEED_INSTRUCTIONS {

namespace hn = hwy::HWY_NAMESPACE;

// Highway settles for less, silently, where a compiler flag is missing.
#ifdef HEED_SIMD_X86
static_assert(HWY_MAX_BYTES == (Instructions::HEED_INSTRUCTIONS == Instructions::avx512 ? 64
                                : Instructions::HEED_INSTRUCTIONS == Instructions::avx2 ? 32
                                                                                        : 16));
#endif

/// Lanes of a block, whatever the machine: 64 bytes. Where a register is narrower, a block is several packs;
/// what is summed over lanes is summed over these, so that bits do not depend on the width.
template <class Real> inline constexpr int block_lanes = static_cast<int>(64 / sizeof(Real));

template <class Real> struct Pack;

/// Which lanes of a pack. An aggregate of a Highway mask.
template <class Real> struct Lanes {
  hn::Mask<hn::CappedTag<Real, block_lanes<Real>>> m;

  friend Lanes operator&(Lanes a, Lanes b) { return {hn::And(a.m, b.m)}; }
  bool any() const { return !hn::AllFalse(Pack<Real>::tag, m); }
};

/// As many numbers as fit a register, with the arithmetic of one: what a score's template is given instead of
/// a float or double. Every operation rounds as the scalar one does; nothing is fused unless `fused` says so.
template <class Real> struct Pack {
  using Tag = hn::CappedTag<Real, block_lanes<Real>>;
  using Vec = hn::Vec<Tag>;
  static constexpr Tag tag{};
  static constexpr int lanes = static_cast<int>(hn::MaxLanes(Tag{}));

  Vec v;

  Pack() = default;
  Pack(Vec vec) : v(vec) {}
  explicit Pack(double number) : v(hn::Set(tag, static_cast<Real>(number))) {}
  static Pack of(Real number) { return hn::Set(tag, number); }
  static Pack load(const Real* from) { return hn::LoadU(tag, from); }
  void store(Real* to) const { hn::StoreU(v, tag, to); }
  static Pack zero() { return hn::Zero(tag); }
  /// 0, 1, 2, …
  static Pack count() { return hn::Iota(tag, Real(0)); }

  friend Pack operator+(Pack a, Pack b) { return hn::Add(a.v, b.v); }
  friend Pack operator-(Pack a, Pack b) { return hn::Sub(a.v, b.v); }
  friend Pack operator*(Pack a, Pack b) { return hn::Mul(a.v, b.v); }
  friend Pack operator/(Pack a, Pack b) { return hn::Div(a.v, b.v); }
  friend Pack operator-(Pack a) { return hn::Neg(a.v); }
  Pack& operator+=(Pack b) { return *this = *this + b; }
  Pack& operator-=(Pack b) { return *this = *this - b; }
  Pack& operator*=(Pack b) { return *this = *this * b; }

  friend Lanes<Real> operator<(Pack a, Pack b) { return {hn::Lt(a.v, b.v)}; }
  friend Lanes<Real> operator<=(Pack a, Pack b) { return {hn::Le(a.v, b.v)}; }
  friend Lanes<Real> operator>(Pack a, Pack b) { return b < a; }
  friend Lanes<Real> operator>=(Pack a, Pack b) { return b <= a; }
  friend Lanes<Real> unequal(Pack a, Pack b) { return {hn::Ne(a.v, b.v)}; }

  friend Pack abs(Pack a) { return hn::Abs(a.v); }
  friend Pack sqrt(Pack a) { return hn::Sqrt(a.v); }
  friend Pack max(Pack a, Pack b) { return hn::Max(a.v, b.v); }
  friend Pack min(Pack a, Pack b) { return hn::Min(a.v, b.v); }
  /// a b + c, rounded once where the machine can.
  friend Pack fused(Pack a, Pack b, Pack c) { return hn::MulAdd(a.v, b.v, c.v); }
  friend Pack select(Lanes<Real> where, Pack yes, Pack no) { return hn::IfThenElse(where.m, yes.v, no.v); }
  /// a in those lanes, 0 elsewhere.
  friend Pack only(Lanes<Real> where, Pack a) { return hn::IfThenElseZero(where.m, a.v); }
};

}  // namespace heed::HEED_INSTRUCTIONS

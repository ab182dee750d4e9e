#pragma once
#include "heed/core/matrix.hpp"
#include "heed/simd/pack.hpp"

namespace heed::HEED_INSTRUCTIONS {

/// Four floats or two doubles in a register of 128 bits, from anywhere. Loads and inserts: a hardware gather
/// is slower wherever the numbers are in a cache.
inline hn::Vec128<float> fetch_128(const float* from, const Agent* at, std::ptrdiff_t stride) {
  using Raw = decltype(hn::Vec128<float>::raw);
  return {Raw{from[at[0] * stride], from[at[1] * stride], from[at[2] * stride], from[at[3] * stride]}};
}
inline hn::Vec128<double> fetch_128(const double* from, const Agent* at, std::ptrdiff_t stride) {
  using Raw = decltype(hn::Vec128<double>::raw);
  return {Raw{from[at[0] * stride], from[at[1] * stride]}};
}

template <class D, class Real>
hn::Vec<D> fetch_wide(D d, const Real* from, const Agent* at, std::ptrdiff_t stride) {
  if constexpr (hn::MaxLanes(D{}) * sizeof(Real) == 16) {
    return fetch_128(from, at, stride);
  } else {
    constexpr hn::Half<D> half{};
    const auto low = fetch_wide(half, from, at, stride);
    const auto high = fetch_wide(half, from, at + hn::MaxLanes(half), stride);
    return hn::Combine(d, high, low);
  }
}

/// from[at[l] · stride] in lane l.
template <class Real> Pack<Real> fetch(const Real* from, const Agent* at, std::ptrdiff_t stride = 1) {
  return {fetch_wide(Pack<Real>::tag, from, at, stride)};
}

/// The 16 bytes at from[at[step · b] · stride] as 128-bit block b of the result.
template <class D, class Real>
hn::Vec<D> fetch_blocks(D d, const Real* from, const Agent* at, std::ptrdiff_t stride) {
  if constexpr (hn::MaxLanes(D{}) * sizeof(Real) == 16) {
    return hn::LoadU(d, from + at[0] * stride);
  } else {
    constexpr hn::Half<D> half{};
    const auto low = fetch_blocks(half, from, at, stride);
    const auto high = fetch_blocks(half, from, at + hn::MaxLanes(half), stride);
    return hn::Combine(d, high, low);
  }
}

/// `count` columns of the rows at[0], at[1], …, one row in each lane: out[c][l] = from[at[l] · stride + c].
/// Columns are taken 16 bytes at a time and turned around in registers.
template <int count>
void fetch_rows(const float* from, const Agent* at, std::ptrdiff_t stride, Pack<float>* out) {
  using P = Pack<float>;
  constexpr hn::Repartition<double, P::Tag> twos{};
  constexpr int whole = count / 4 * 4;
  for (int c = 0; c < whole; c += 4) {
    const auto r0 = fetch_blocks(P::tag, from + c, at, stride),
               r1 = fetch_blocks(P::tag, from + c, at + 1, stride),
               r2 = fetch_blocks(P::tag, from + c, at + 2, stride),
               r3 = fetch_blocks(P::tag, from + c, at + 3, stride);
    const auto a = hn::BitCast(twos, hn::InterleaveLower(P::tag, r0, r1)),
               b = hn::BitCast(twos, hn::InterleaveLower(P::tag, r2, r3)),
               e = hn::BitCast(twos, hn::InterleaveUpper(P::tag, r0, r1)),
               f = hn::BitCast(twos, hn::InterleaveUpper(P::tag, r2, r3));
    out[c] = {hn::BitCast(P::tag, hn::InterleaveLower(twos, a, b))};
    out[c + 1] = {hn::BitCast(P::tag, hn::InterleaveUpper(twos, a, b))};
    out[c + 2] = {hn::BitCast(P::tag, hn::InterleaveLower(twos, e, f))};
    out[c + 3] = {hn::BitCast(P::tag, hn::InterleaveUpper(twos, e, f))};
  }
  for (int c = whole; c < count; ++c) out[c] = fetch(from + c, at, stride);
}
template <int count>
void fetch_rows(const double* from, const Agent* at, std::ptrdiff_t stride, Pack<double>* out) {
  using P = Pack<double>;
  constexpr int whole = count / 2 * 2;
  for (int c = 0; c < whole; c += 2) {
    const auto r0 = fetch_blocks(P::tag, from + c, at, stride),
               r1 = fetch_blocks(P::tag, from + c, at + 1, stride);
    out[c] = {hn::InterleaveLower(P::tag, r0, r1)};
    out[c + 1] = {hn::InterleaveUpper(P::tag, r0, r1)};
  }
  for (int c = whole; c < count; ++c) out[c] = fetch(from + c, at, stride);
}

}  // namespace heed::HEED_INSTRUCTIONS

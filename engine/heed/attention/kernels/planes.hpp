#pragma once
#include "heed/core/matrix.hpp"
#include "heed/core/memory.hpp"

#include <algorithm>

namespace heed {

/// Planes, and pieces of work on them, are multiples of the widest block of lanes.
inline constexpr std::size_t plane_lanes = 16;

inline constexpr std::size_t padded_to_lanes(std::size_t agents) {
  return (agents + plane_lanes - 1) / plane_lanes * plane_lanes;
}

/// x (N, K) by topic: K planes of `padded_to_lanes(N)` numbers, each filled up with its last.
template <class Real> Buffer<Real> planes_of(const Matrix<Real>& x) {
  const auto agents = static_cast<std::size_t>(x.rows()), topics = static_cast<std::size_t>(x.cols());
  const std::size_t padded = padded_to_lanes(agents);
  Buffer<Real> out(topics * padded);
  for (std::size_t c = 0; c < topics; ++c) {
    Real* plane = out.data() + c * padded;
    for (std::size_t i = 0; i < agents; ++i) plane[i] = x.data()[i * topics + c];
    std::fill(plane + agents, plane + padded, agents > 0 ? plane[agents - 1] : Real(0));
  }
  return out;
}

}  // namespace heed

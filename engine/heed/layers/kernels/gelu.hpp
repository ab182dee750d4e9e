#pragma once
#include "heed/simd/instructions.hpp"

#include <cstddef>

namespace heed::layers {

struct GeluKernels {
  /// x Φ(x) in place of each of n numbers, and its derivative Φ(x) + x φ(x): both to 5e-7 of 1 + |x|.
  void (*bend)(float* x, float* slope, std::size_t n);
};

}  // namespace heed::layers

HEED_KERNELS(heed::layers::GeluKernels, gelu_kernels)

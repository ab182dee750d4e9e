#pragma once
#include "heed/simd/instructions.hpp"

#include <cstddef>
#include <cstdint>

namespace heed {

/// What the numbers of a sequence are keyed by.
struct NormalSequence {
  std::uint32_t key[2];
  std::uint64_t step;
};

/// Numbers are made in groups of 64, so that their order does not depend on how many fit a register. Group g
/// is made of the 16 Philox blocks 16g, …, 16g + 15, which hold a radius, an angle, a radius and an angle
/// each: number 64g + l comes from the cosine of the first angle of block 16g + l, then 16 from the sine of
/// it, then those of the second angle. Blocks from `lower_words` on hold the lower halves of the same for
/// double.
inline constexpr std::size_t normals_group = 64;
inline constexpr std::uint64_t lower_words = std::uint64_t{1} << 63;

struct NormalKernels {
  /// out[0], …, out[64 groups - 1] = the numbers of groups first, …, first + groups - 1.
  void (*for_float)(NormalSequence sequence, std::uint64_t first, std::size_t groups, float* out);
  void (*for_double)(NormalSequence sequence, std::uint64_t first, std::size_t groups, double* out);
  /// out[0], …, out[31] = the random words that numbers are made of: those of blocks first, …, first + 7.
  void (*words)(NormalSequence sequence, std::uint64_t first, std::uint32_t* out);
};

}  // namespace heed

HEED_KERNELS(heed::NormalKernels, normal_kernels)

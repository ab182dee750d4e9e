#pragma once
#include "heed/simd/instructions.hpp"

#include <cstddef>

namespace heed::bench {

/// What attention of everyone to everyone costs at least: for each pair one exp2 and one addition, of numbers
/// in the nearest cache. Each returns Σ exp2(x_k) over `pairs` numbers, a multiple of 4096 of them.
struct Roof {
  float (*for_float)(std::size_t pairs);
  double (*for_double)(std::size_t pairs);
};

}  // namespace heed::bench

HEED_KERNELS(heed::bench::Roof, roof)

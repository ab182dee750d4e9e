#pragma once
#include "heed/attention/kernels/exponents.hpp"
#include "heed/simd/instructions.hpp"

namespace heed {

/// One application of attention of everyone to everyone: out_i = x_i + Σ_j a_ij (x_j - x_i). Query, key and
/// value are the same array, (N, size).
template <class Real> struct DenseStep {
  const Real* x;
  const Real* planes;  ///< (size, padded): x by topic, each topic's end filled up with anything finite
  std::size_t agents, padded;
  Real* out;
  int size;
  bool self;  ///< does an agent heed itself too
  Exponents<Real> exponents;
  const void* score;            ///< a part of the catalogue of scores: which, the function knows
  const masks::Bounded* bound;  ///< or null
};

template <class Real>
using DenseFunction = void (*)(const DenseStep<Real>& step, std::size_t first, std::size_t last);

/// The functions that do agents [first, last), first a multiple of 16, by place of the score in its catalogue
/// and number of topics; null where there is none.
struct DenseKernels {
  DenseFunction<float> (*for_float)(std::size_t score, int size);
  DenseFunction<double> (*for_double)(std::size_t score, int size);
};

/// More topics than this have no function here.
inline constexpr int most_dense_topics = 64;

}  // namespace heed

HEED_KERNELS(heed::DenseKernels, dense_kernels)

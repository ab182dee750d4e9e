#pragma once
#include "heed/attention/kernels/exponents.hpp"
#include "heed/attention/kernels/sliced_rows.hpp"
#include "heed/simd/instructions.hpp"

namespace heed {

/// One application of attention to slices of rows: out_i = x_i + Σ_j a_ij (x_j - x_i). Query, key and value
/// are the same array, (N, size).
template <class Real> struct SparseStep {
  const SlicedRows<Real>* rows;
  const Real* x;
  Real* out;
  int size;
  Exponents<Real> exponents;
  const void* score;            ///< a part of the catalogue of scores: which, the function knows
  const masks::Bounded* bound;  ///< or null
  bool far;                     ///< the state does not stay in the caches next to a core: fetch ahead
};

template <class Real>
using SparseFunction = void (*)(const SparseStep<Real>& step, std::size_t first, std::size_t last);

/// The functions that do slices [first, last), by place of the score in its catalogue and number of topics;
/// null where there is none.
struct SparseKernels {
  SparseFunction<float> (*for_float)(std::size_t score, int size);
  SparseFunction<double> (*for_double)(std::size_t score, int size);
};

/// More topics than this are left to the row by row way.
inline constexpr int most_sparse_topics = 64;

}  // namespace heed

HEED_KERNELS(heed::SparseKernels, sparse_kernels)

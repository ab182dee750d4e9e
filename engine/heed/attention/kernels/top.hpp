#pragma once
#include "heed/attention/attention.hpp"
#include "heed/simd/instructions.hpp"

namespace heed {

/// What a search for the best speakers of all looks at.
template <class Real> struct TopStep {
  const Real* planes;  ///< keys (size, padded) by topic
  std::size_t padded;
  int size;
  const void* score;            ///< a part of the catalogue of scores: which, the function knows
  const masks::Bounded* bound;  ///< or null
};

/// Writes those of speakers [first, last), first a multiple of 16, whose score for a query is more than
/// `above`, in order: their scores and numbers, how many. Scores that are NaN are left out.
template <class Real>
using TopFunction = std::size_t (*)(const TopStep<Real>& step, const Real* query, std::size_t first,
                                    std::size_t last, Real above, Real* score, Agent* agent);

/// The functions by place of the score in its catalogue and number of topics; null where there is none.
struct TopKernels {
  TopFunction<float> (*for_float)(std::size_t score, int size);
  TopFunction<double> (*for_double)(std::size_t score, int size);
};

/// More topics than this have no function here.
inline constexpr int most_top_topics = 64;

}  // namespace heed

HEED_KERNELS(heed::TopKernels, top_kernels)

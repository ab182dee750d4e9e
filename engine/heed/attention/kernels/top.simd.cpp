// The speakers that one hearer scores above a bar: a speaker in each lane; few pass, and only they are looked
// at one by one.
#include "heed/attention/kernels/top.hpp"

#include "heed/simd/math.hpp"

#include <tuple>

namespace heed::HEED_INSTRUCTIONS {
namespace {

template <class Real, class S, int K, bool bounded>
std::size_t above(const TopStep<Real>& step, const Real* query, std::size_t first, std::size_t last, Real bar,
                  Real* score, Agent* agent) {
  using P = Pack<Real>;
  const S& s = *static_cast<const S*>(step.score);
  const int size = K > 0 ? K : step.size;
  constexpr int room = K > 0 ? K : most_top_topics;
  P q[room], key[room];
  for (int c = 0; c < size; ++c) q[c] = P::of(query[c]);
  const P lowest = P::of(bar);
  std::size_t count = 0;
  for (std::size_t j = first; j < last; j += P::lanes) {
    for (int c = 0; c < size; ++c)
      key[c] = P::load(step.planes + static_cast<std::size_t>(c) * step.padded + j);
    const Pair<P> pair{q, key, size};
    const P scores = s(pair);
    Lanes<Real> passed = scores > lowest;
    if constexpr (bounded) passed = passed & step.bound->allows(pair);
    if (!passed.any()) continue;
    Real lane[P::lanes], passes[P::lanes];
    scores.store(lane);
    only(passed, P(1.0)).store(passes);
    for (std::size_t l = 0; l < P::lanes && j + l < last; ++l)
      if (passes[l] != 0) {
        score[count] = lane[l];
        agent[count++] = static_cast<Agent>(j + l);
      }
  }
  return count;
}

template <class Real, class S, int K>
std::size_t any_above(const TopStep<Real>& step, const Real* query, std::size_t first, std::size_t last,
                      Real bar, Real* score, Agent* agent) {
  return step.bound ? above<Real, S, K, true>(step, query, first, last, bar, score, agent)
                    : above<Real, S, K, false>(step, query, first, last, bar, score, agent);
}

template <class Real, class S> TopFunction<Real> function_of(int size) {
  if constexpr (ContentScore<S>) {
    switch (size) {
      case 1: return any_above<Real, S, 1>;
      case 2: return any_above<Real, S, 2>;
      case 3: return any_above<Real, S, 3>;
      case 4: return any_above<Real, S, 4>;
      case 8: return any_above<Real, S, 8>;
      default: return size <= most_top_topics ? any_above<Real, S, 0> : nullptr;
    }
  } else {
    return nullptr;
  }
}

template <class Real> TopFunction<Real> function_for(std::size_t score, int size) {
  return [&]<class... Parts>(std::tuple<Parts...>*) {
    constexpr TopFunction<Real> (*table[])(int) = {function_of<Real, Parts>...};
    return table[score](size);
  }(static_cast<scores::Catalogue*>(nullptr));
}

}  // namespace

extern const TopKernels top_kernels{function_for<float>, function_for<double>};

}  // namespace heed::HEED_INSTRUCTIONS

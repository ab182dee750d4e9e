// Fused sparse attention: scores, softmax and weighted mean of a slice of rows in one pass, a row in each
// lane.
#include "heed/attention/kernels/sparse.hpp"

#include "heed/attention/kernels/combine.hpp"
#include "heed/simd/fetch.hpp"

#include <limits>
#include <tuple>
#include <type_traits>

namespace heed::HEED_INSTRUCTIONS {
namespace {

constexpr double log2e = 1.4426950408889634;

/// Stands where the score is fixed by tie and stored.
struct Stored {};

/// One register's worth of lanes of one slice. K is the number of topics, 0 where it is known only when
/// running. `plain`: a score of the opinions alone, without bias, bound, or looking first.
template <class Real, class S, int K, bool plain> class Lane {
  using P = Pack<Real>;
  static constexpr int lanes = P::lanes, block = block_lanes<Real>, room = K > 0 ? K : most_sparse_topics;
  // Slices ahead that are asked for early where the state is far away.
  static constexpr int ahead = static_cast<int>(fetched_ahead) / block;

 public:
  Lane(const SparseStep<Real>& step, const S& score, std::size_t slice, int part)
      : step_(step),
        score_(score),
        slice_(step.rows->slices[slice]),
        place_(slice * static_cast<std::size_t>(block) + static_cast<std::size_t>(part * lanes)),
        heard_(step.rows->heard.data() + slice_.first + part * lanes),
        offset_(slice_.first + part * lanes),
        ties_(P::load(step.rows->ties.data() + place_)) {
    Agent own[lanes];
    Real slope[lanes];
    const Exponents<Real>& e = step.exponents;
    for (int l = 0; l < lanes; ++l) {
      const Agent row = step.rows->hearer[place_ + static_cast<std::size_t>(l)];
      own[l] = row < 0 ? 0 : row;
      slope[l] = e.slopes[e.slope_each ? own[l] : 0];
    }
    read(own, query_);
    slope_ = P::load(slope);
    if constexpr (plain) weighing_ = {slope_, e.top};
  }

  /// Passes over the ties of the lanes; leaves their sums.
  void sum() {
    best_ = P(step_.exponents.top);
    top_ = P(step_.exponents.top_bias);
    if constexpr (!plain)
      if (step_.exponents.look_first) look();
    for (int c = 0; c < size(); ++c) total_[c] = P::zero();
    weight_ = P::zero();
    for (std::int32_t k = 0; k < slice_.full; ++k) add(k, std::false_type{});
    for (std::int32_t k = slice_.full; k < slice_.length; ++k) add(k, std::true_type{});
  }

  /// Lane l of each of them: the sum of weights, those of weight times difference, and the exponents taken
  /// out (largest score, largest exponent).
  void store(Real* weight, Real* total, Real* best, Real* top, Real* slope) const {
    weight_.store(weight);
    best_.store(best);
    top_.store(top);
    slope_.store(slope);
    for (int c = 0; c < size(); ++c) total_[c].store(total + c * block);
  }

  /// Where nothing is left to combine: out = x - total / weight, and x where no one is heard.
  void finish() const {
    const P sure = select(weight_ > P::zero(), weight_, P(1.0));
    Real result[room][lanes];
    for (int c = 0; c < size(); ++c) (query_[c] - total_[c] / sure).store(result[c]);
    const Agent* hearer = step_.rows->hearer.data() + place_;
    for (int l = 0; l < lanes; ++l)
      if (hearer[l] >= 0)
        for (int c = 0; c < size(); ++c)
          step_.out[static_cast<std::ptrdiff_t>(hearer[l]) * size() + c] = result[c][l];
  }

 private:
  int size() const {
    if constexpr (K > 0)
      return K;
    else
      return step_.size;
  }
  void read(const Agent* at, P* into) const {
    if constexpr (K > 0)
      fetch_rows<K>(step_.x, at, K, into);
    else
      for (int c = 0; c < size(); ++c) into[c] = fetch(step_.x + c, at, size());
  }

  P score(const P* key, std::int32_t k) const {
    if constexpr (std::is_same_v<S, Stored>)
      return P::load(step_.rows->score.data() + offset_ + k * block);
    else
      return score_(Pair<P>{query_, key, size()});
  }
  P bias(std::int32_t k) const {
    return P::load(step_.rows->bias.data() + offset_ + k * block) *
           (step_.exponents.bias_in_temperature ? slope_ : P(log2e));
  }
  P exponent(P score, std::int32_t k) const {
    P out = (score - best_) * slope_;
    if (!step_.rows->bias.empty()) out += bias(k);
    return out - top_;
  }
  Lanes<Real> heeded(const P* key, std::int32_t k) const {
    Lanes<Real> out = P(static_cast<double>(k)) < ties_;
    if (step_.bound) out = out & step_.bound->allows(Pair<P>{query_, key, size()});
    return out;
  }

  /// The largest score of each lane; then, where there is a bias, its largest exponent.
  void look() {
    const P least(-std::numeric_limits<double>::infinity());
    P key[room], most = least;
    for (std::int32_t k = 0; k < slice_.length; ++k) {
      read(heard_ + k * block, key);
      most = max(most, select(heeded(key, k), score(key, k), least));
    }
    best_ = select(most > least, most, P::zero());
    top_ = P::zero();
    if (step_.rows->bias.empty()) return;
    most = least;
    for (std::int32_t k = 0; k < slice_.length; ++k) {
      read(heard_ + k * block, key);
      most = max(most, select(heeded(key, k), exponent(score(key, k), k), least));
    }
    top_ = select(most > least, most, P::zero());
  }

  template <class Ends> HWY_INLINE void add(std::int32_t k, Ends) {
    const Agent* at = heard_ + k * block;
    if (step_.far)
      for (int l = 0; l < lanes; ++l)
        __builtin_prefetch(step_.x + static_cast<std::ptrdiff_t>(at[ahead * block + l]) * size());
    P key[room];
    read(at, key);
    P w;
    if constexpr (plain) {
      w = weighing_(score(key, k));
      if constexpr (Ends::value) w = only(P(static_cast<double>(k)) < ties_, w);
    } else {
      w = exp2(exponent(score(key, k), k));
      if (Ends::value || step_.bound) w = only(heeded(key, k), w);
    }
    weight_ += w;
    for (int c = 0; c < size(); ++c) total_[c] = fused(w, query_[c] - key[c], total_[c]);
  }

  const SparseStep<Real>& step_;
  const S& score_;
  const Slice slice_;
  std::size_t place_;
  const Agent* heard_;
  std::int64_t offset_;
  P ties_, slope_, best_, top_, weight_;
  P query_[room], total_[room];
  Weighing<Real> weighing_;
};

template <class Real, class S, int K, bool plain>
void slices(const SparseStep<Real>& step, std::size_t first, std::size_t last) {
  constexpr int block = block_lanes<Real>, parts = block / Pack<Real>::lanes,
                room = K > 0 ? K : most_sparse_topics;
  const S& score = *static_cast<const S*>(step.score);
  for (std::size_t s = first; s < last; ++s) {
    if (!step.rows->slices[s].one_row) {
      for (int part = 0; part < parts; ++part) {
        Lane<Real, S, K, plain> lane(step, score, s, part);
        lane.sum();
        lane.finish();
      }
      continue;
    }
    Real weight[block], total[room * block], best[block], top[block], slope[block];
    for (int part = 0; part < parts; ++part) {
      const int at = part * Pack<Real>::lanes;
      Lane<Real, S, K, plain> lane(step, score, s, part);
      lane.sum();
      lane.store(weight + at, total + at, best + at, top + at, slope + at);
    }
    const auto row =
        static_cast<std::ptrdiff_t>(step.rows->hearer[s * static_cast<std::size_t>(block)]) * step.size;
    combine(LaneSums<Real>{weight, total, best, top}, slope[0], step.size, step.x + row, step.out + row);
  }
}

template <class Real, class S, int K>
void any_slices(const SparseStep<Real>& step, std::size_t first, std::size_t last) {
  const bool plain =
      !std::is_same_v<S, Stored> && step.rows->bias.empty() && !step.bound && !step.exponents.look_first;
  if constexpr (!std::is_same_v<S, Stored>)
    if (plain) return slices<Real, S, K, true>(step, first, last);
  slices<Real, S, K, false>(step, first, last);
}

template <class Real, class Part> SparseFunction<Real> function_of(int size) {
  using S = std::conditional_t<ContentScore<Part>, Part, Stored>;
  switch (size) {
    case 1: return any_slices<Real, S, 1>;
    case 2: return any_slices<Real, S, 2>;
    case 3: return any_slices<Real, S, 3>;
    case 4: return any_slices<Real, S, 4>;
    case 8: return any_slices<Real, S, 8>;
    case 16: return any_slices<Real, S, 16>;
    default: return size <= most_sparse_topics ? any_slices<Real, S, 0> : nullptr;
  }
}

template <class Real> SparseFunction<Real> function_for(std::size_t score, int size) {
  return [&]<class... Parts>(std::tuple<Parts...>*) {
    constexpr SparseFunction<Real> (*table[])(int) = {function_of<Real, Parts>...};
    return table[score](size);
  }(static_cast<scores::Catalogue*>(nullptr));
}

}  // namespace

extern const SparseKernels sparse_kernels{function_for<float>, function_for<double>};

}  // namespace heed::HEED_INSTRUCTIONS

// Dense attention of few topics: a group of hearers in registers meets all speakers, a speaker in each lane.
#include "heed/attention/kernels/dense.hpp"

#include "heed/attention/kernels/combine.hpp"

#include <limits>
#include <tuple>
#include <type_traits>

namespace heed::HEED_INSTRUCTIONS {
namespace {

/// Speakers summed in registers before they join the sums of all: short sums lose fewer digits.
constexpr std::size_t tile_blocks = 64;

/// Hearers at once, so that their sums stay in registers. K is the number of topics, 0 where it is known only
/// when running.
template <class Real, int K> constexpr int group() {
  constexpr int registers = Pack<Real>::lanes * sizeof(Real) == 64 ? 12 : 9;
  if (K == 0) return 1;
  constexpr int fit = registers / (K + 1);
  return fit >= 8 ? 8 : fit >= 4 ? 4 : fit >= 2 ? 2 : 1;
}

/// A group of hearers. `plain`: no bound, no looking for the largest first, one temperature for all.
template <class Real, class S, int K, bool plain> class Hearers {
  using P = Pack<Real>;
  static constexpr int block = block_lanes<Real>, room = K > 0 ? K : most_dense_topics,
                       many = group<Real, K>();
  static constexpr Real least = -std::numeric_limits<Real>::infinity();

 public:
  Hearers(const DenseStep<Real>& step, std::size_t first)
      : step_(step),
        score_(*static_cast<const S*>(step.score)),
        first_(first),
        weighing_(P::of(step.exponents.slopes[0]), step.exponents.top) {
    const Exponents<Real>& e = step.exponents;
    for (int r = 0; r < many; ++r) {
      const std::size_t i = agent(r);
      slope_[r] = e.slopes[e.slope_each ? i : 0];
      for (int l = 0; l < block; ++l) {
        weight_[r][l] = 0, best_[r][l] = e.look_first ? least : e.top;
        for (int c = 0; c < size(); ++c) total_[r][c * block + l] = 0;
      }
    }
  }

  void hear() {
    const std::size_t blocks = (step_.agents + block - 1) / block;
    for (int part = 0; part < block; part += P::lanes)
      for (std::size_t b = 0; b < blocks; b += tile_blocks) tile(part, b, std::min(blocks, b + tile_blocks));
    const Real top[block]{};
    for (int r = 0; r < many && first_ + static_cast<std::size_t>(r) < step_.agents; ++r) {
      const auto row = static_cast<std::ptrdiff_t>(agent(r)) * size();
      combine(LaneSums<Real>{weight_[r], total_[r], best_[r], top}, slope_[r], size(), step_.x + row,
              step_.out + row);
    }
  }

 private:
  int size() const {
    if constexpr (K > 0)
      return K;
    else
      return step_.size;
  }
  /// The r-th hearer; behind the last agent, the last again.
  std::size_t agent(int r) const { return std::min(first_ + static_cast<std::size_t>(r), step_.agents - 1); }

  /// Adds blocks [from, to) of speakers to lanes part, part + 1, … of the sums.
  void tile(int part, std::size_t from, std::size_t to) {
    P query[many][room], slope[many], best[many], weight[many], total[many][room];
    for (int r = 0; r < many; ++r) {
      for (int c = 0; c < size(); ++c) {
        query[r][c] = P(static_cast<double>(
            step_.x[agent(r) * static_cast<std::size_t>(size()) + static_cast<std::size_t>(c)]));
        total[r][c] = P::zero();
      }
      weight[r] = P::zero();
      slope[r] = P(static_cast<double>(slope_[r]));
      best[r] = P::load(best_[r] + part);
    }
    if constexpr (!plain)
      if (step_.exponents.look_first) look(part, from, to, query, best);
    // Most blocks are heard by all of the group; the one with themselves, and the last, are looked at
    // closely.
    const std::size_t end = std::min(to, step_.agents / block);
    const std::size_t own = step_.self ? end : std::clamp(first_ / block, from, end);
    add<false>(part, from, own, query, slope, best, weight, total);
    if (own < end) {
      add<true>(part, own, own + 1, query, slope, best, weight, total);
      add<false>(part, own + 1, end, query, slope, best, weight, total);
    }
    add<true>(part, end, to, query, slope, best, weight, total);
    for (int r = 0; r < many; ++r) join(r, part, slope[r], best[r], weight[r], total[r]);
  }

  /// The sums of a tile to those of all, which are first brought to the tile's exponent.
  void join(int r, int part, P slope, P best, P weight, const P* total) {
    P scale(1.0);
    if constexpr (!plain) {
      const P before = P::load(best_[r] + part), none(static_cast<double>(least));
      scale = select(before > none, exp2((before - best) * slope), P::zero());
      best.store(best_[r] + part);
    }
    const auto add_to = [&](Real* sum, P more) { fused(P::load(sum), scale, more).store(sum); };
    add_to(weight_[r] + part, weight);
    for (int c = 0; c < size(); ++c) add_to(total_[r] + c * block + part, total[c]);
  }

  void read(int part, std::size_t b, P* key) const {
    for (int c = 0; c < size(); ++c)
      key[c] = P::load(step_.planes + static_cast<std::size_t>(c) * step_.padded + b * block +
                       static_cast<std::size_t>(part));
  }

  /// Which speakers of block b hearer r heeds.
  Lanes<Real> heeded(int r, int part, std::size_t b, const P* query, const P* key) const {
    const P lane = P::count();
    const auto at = static_cast<double>(part);
    const auto ends = static_cast<double>(std::min<std::size_t>(block, step_.agents - b * block));
    const P own(step_.self || agent(r) / block != b ? -1.0 : static_cast<double>(agent(r) % block) - at);
    Lanes<Real> out = (lane < P(ends - at)) & unequal(lane, own);
    if (step_.bound) out = out & step_.bound->allows(Pair<P>{query, key, size()});
    return out;
  }

  /// Raises `best` to the largest score of each lane.
  void look(int part, std::size_t from, std::size_t to, const P (*query)[room], P* best) const {
    for (std::size_t b = from; b < to; ++b) {
      P key[room];
      read(part, b, key);
      for (int r = 0; r < many; ++r)
        best[r] = max(best[r], select(heeded(r, part, b, query[r], key),
                                      score_(Pair<P>{query[r], key, size()}), P(static_cast<double>(least))));
    }
  }

  /// Adds blocks [from, to) to the sums, which are in registers meanwhile. `ends`: some speakers are not
  /// heard.
  template <bool ends>
  void add(int part, std::size_t from, std::size_t to, const P (*query)[room], const P* slope, const P* best,
           P* weight, P (*total)[room]) const {
    const Weighing<Real> weighing = weighing_;
    P weights[many], totals[many][room];
    for (int r = 0; r < many; ++r) {
      weights[r] = weight[r];
      for (int c = 0; c < size(); ++c) totals[r][c] = total[r][c];
    }
    for (std::size_t b = from; b < to; ++b) {
      P key[room];
      read(part, b, key);
      for (int r = 0; r < many; ++r) {
        const P score = score_(Pair<P>{query[r], key, size()});
        P w;
        if constexpr (plain)
          w = weighing(score);
        else
          w = exp2((score - best[r]) * slope[r]);
        if (ends || (!plain && step_.bound)) w = only(heeded(r, part, b, query[r], key), w);
        weights[r] += w;
        for (int c = 0; c < size(); ++c) totals[r][c] = fused(w, query[r][c] - key[c], totals[r][c]);
      }
    }
    for (int r = 0; r < many; ++r) {
      weight[r] = weights[r];
      for (int c = 0; c < size(); ++c) total[r][c] = totals[r][c];
    }
  }

  const DenseStep<Real>& step_;
  const S& score_;
  std::size_t first_;
  Weighing<Real> weighing_;
  Real slope_[many], weight_[many][block], best_[many][block], total_[many][room * block];
};

template <class Real, class S, int K, bool plain>
void hear(const DenseStep<Real>& step, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; i += static_cast<std::size_t>(group<Real, K>()))
    Hearers<Real, S, K, plain>(step, i).hear();
}

template <class Real, class S, int K>
void any_hear(const DenseStep<Real>& step, std::size_t first, std::size_t last) {
  if (step.bound || step.exponents.look_first || step.exponents.slope_each)
    return hear<Real, S, K, false>(step, first, last);
  hear<Real, S, K, true>(step, first, last);
}

template <class Real, class S> DenseFunction<Real> function_of(int size) {
  if constexpr (ContentScore<S>) {
    switch (size) {
      case 1: return any_hear<Real, S, 1>;
      case 2: return any_hear<Real, S, 2>;
      case 3: return any_hear<Real, S, 3>;
      case 4: return any_hear<Real, S, 4>;
      case 8: return any_hear<Real, S, 8>;
      default: return size <= most_dense_topics ? any_hear<Real, S, 0> : nullptr;
    }
  } else {
    return nullptr;
  }
}

template <class Real> DenseFunction<Real> function_for(std::size_t score, int size) {
  return [&]<class... Parts>(std::tuple<Parts...>*) {
    constexpr DenseFunction<Real> (*table[])(int) = {function_of<Real, Parts>...};
    return table[score](size);
  }(static_cast<scores::Catalogue*>(nullptr));
}

}  // namespace

extern const DenseKernels dense_kernels{function_for<float>, function_for<double>};

}  // namespace heed::HEED_INSTRUCTIONS

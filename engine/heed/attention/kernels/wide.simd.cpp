// Dense attention of many topics: scores and weighted means as products of tiles that stay in the inner
// caches, with the softmax between (Dao et al. 2022). Each number of a product is summed in one fixed order,
// one fused step after the other, so that the shape of the tiles does not show.
#include "heed/attention/kernels/wide.hpp"

#include "heed/core/memory.hpp"
#include "heed/simd/math.hpp"

#include <algorithm>
#include <limits>

namespace heed::HEED_INSTRUCTIONS {
namespace {

template <class Real> class WideTile {
  using P = Pack<Real>;
  static constexpr std::size_t lanes = P::lanes, block = block_lanes<Real>, panel = panel_width<Real>;
  static constexpr bool many_registers = lanes == block;  // 32 of 64 bytes, or 16 narrower ones
  static constexpr std::size_t group = many_registers ? 12 : 6, half = 6, columns = many_registers ? 4 : 2;
  static constexpr Real least = -std::numeric_limits<Real>::infinity();

 public:
  explicit WideTile(const WideStep<Real>& step, std::size_t first, std::size_t rows, Real* room)
      : step_(step), first_(first), rows_(rows) {
    query_ = room;
    weights_ = query_ + step.depth * group;
    sums_ = weights_ + group * tile_width;
    totals_ = sums_ + wide_rows * block;
    std::fill(sums_, totals_ + wide_rows * step.padded, Real(0));
    std::fill(best_, best_ + wide_rows, step.exponents.look_first ? least : step.exponents.top);
  }
  static std::size_t room(const WideStep<Real>& step) {
    return step.depth * group + group * tile_width + wide_rows * (block + step.padded);
  }

  void hear() {
    for (std::size_t from = 0; from < step_.speakers; from += tile_width)
      for (std::size_t r = 0; r < rows_; r += group) {
        turn(r);
        for (std::size_t p = 0; p < tile_width && from + p < step_.speakers; p += panel)
          multiply(step_.panels + (from + p) * step_.depth, weights_ + p);
        for (std::size_t k = 0; k < group && r + k < rows_; ++k)
          weigh(r + k, from, weights_ + k * tile_width);
        add(r, from);
      }
    finish();
  }

 private:
  std::size_t agent(std::size_t row) const { return first_ + std::min(row, rows_ - 1); }
  Real slope(std::size_t row) const {
    return step_.exponents.slopes[step_.exponents.slope_each ? agent(row) : 0];
  }

  /// The queries of a group side by side: query_[d · group + k].
  void turn(std::size_t row) {
    for (std::size_t k = 0; k < group; ++k) {
      const Real* from = step_.query + agent(row + k) * step_.depth;
      for (std::size_t d = 0; d < step_.depth; ++d) query_[d * group + k] = from[d];
    }
  }

  /// q·k of a group of hearers with a panel of speakers.
  void multiply(const Real* keys, Real* out) const {
    for (std::size_t at = 0; at < panel; at += 2 * lanes) {
      P sum[group][2];
      for (auto& s : sum) s[0] = s[1] = P::zero();
      for (std::size_t d = 0; d < step_.depth; ++d) {
        const P a = P::load(keys + d * panel + at), b = P::load(keys + d * panel + at + lanes);
        for (std::size_t k = 0; k < group; ++k) {
          const P q = P::of(query_[d * group + k]);
          sum[k][0] = fused(q, a, sum[k][0]);
          sum[k][1] = fused(q, b, sum[k][1]);
        }
      }
      for (std::size_t k = 0; k < group; ++k) {
        sum[k][0].store(out + k * tile_width + at);
        sum[k][1].store(out + k * tile_width + at + lanes);
      }
    }
  }

  /// Products of one hearer to weights; their sum joins those of its lanes.
  void weigh(std::size_t row, std::size_t from, Real* w) {
    const std::size_t speakers = std::min(tile_width, step_.speakers - from),
                      whole = (speakers + block - 1) / block * block;
    const std::size_t own = agent(row) - from;  // wraps around where it is not of this tile
    const bool leave_own = !step_.self && agent(row) >= from && own < speakers;
    if (step_.exponents.look_first) look(row, w, speakers, leave_own ? own : speakers);
    // The difference first: at a small temperature the powers alone have no digits behind the point.
    const P scale = P::of(step_.scale), best = P::of(best_[row]), steep = P::of(slope(row));
    for (std::size_t j = 0; j < whole; j += lanes) exp2((P::load(w + j) * scale - best) * steep).store(w + j);
    std::fill(w + speakers, w + whole, Real(0));
    if (leave_own) w[own] = 0;
    for (std::size_t l = 0; l < block; l += lanes) {
      P sum = P::load(sums_ + row * block + l);
      for (std::size_t j = l; j < whole; j += block) sum += P::load(w + j);
      sum.store(sums_ + row * block + l);
    }
  }

  /// Raises the largest score of a row to that of a tile, and brings what is summed to the new exponent.
  void look(std::size_t row, const Real* product, std::size_t speakers, std::size_t left_out) {
    Real best = best_[row];
    for (std::size_t j = 0; j < speakers; ++j)
      if (j != left_out) best = std::max(best, product[j] * step_.scale);
    if (best == best_[row]) return;
    Real one[block];
    exp2(P::of((best_[row] - best) * slope(row))).store(one);
    const Real fade = best_[row] == least ? Real(0) : one[0];
    best_[row] = best;
    for (std::size_t l = 0; l < block; ++l) sums_[row * block + l] *= fade;
    for (std::size_t c = 0; c < step_.padded; ++c) totals_[row * step_.padded + c] *= fade;
  }

  /// Weights times values of a tile to the totals of a group.
  void add(std::size_t row, std::size_t from) {
    const std::size_t speakers = std::min(tile_width, step_.speakers - from), packs = step_.padded / lanes;
    for (std::size_t k = 0; k < group; k += half) {
      const Real* w = weights_ + k * tile_width;
      std::size_t c = 0;
      for (; c + columns <= packs; c += columns) add_columns<columns>(row + k, from, speakers, w, c * lanes);
      for (; c < packs; ++c) add_columns<1>(row + k, from, speakers, w, c * lanes);
    }
  }
  template <std::size_t count>
  void add_columns(std::size_t row, std::size_t from, std::size_t speakers, const Real* w,
                   std::size_t column) {
    if (row >= rows_) return;
    P total[half][count];
    const auto at = [&](std::size_t k) {
      return totals_ + std::min(row + k, wide_rows - 1) * step_.padded + column;
    };
    for (std::size_t k = 0; k < half; ++k)
      for (std::size_t c = 0; c < count; ++c) total[k][c] = P::load(at(k) + c * lanes);
    const Real* value = step_.value + from * step_.padded + column;
    for (std::size_t j = 0; j < speakers; ++j, value += step_.padded) {
      P said[count];
      for (std::size_t c = 0; c < count; ++c) said[c] = P::load(value + c * lanes);
      for (std::size_t k = 0; k < half; ++k) {
        const P weight = P::of(w[k * tile_width + j]);
        for (std::size_t c = 0; c < count; ++c) total[k][c] = fused(weight, said[c], total[k][c]);
      }
    }
    for (std::size_t k = 0; k < half; ++k)
      for (std::size_t c = 0; c < count; ++c) total[k][c].store(at(k) + c * lanes);
  }

  void finish() {
    for (std::size_t r = 0; r < rows_; ++r) {
      Real* sum = sums_ + r * block;
      for (std::size_t many = block / 2; many > 0; many /= 2)
        for (std::size_t l = 0; l < many; ++l) sum[l] += sum[l + many];
      for (std::size_t c = 0; c < step_.width; ++c)
        step_.out[(first_ + r) * step_.width + c] = step_.centre[c] + totals_[r * step_.padded + c] / sum[0];
    }
  }

  const WideStep<Real>& step_;
  std::size_t first_, rows_;
  Real *query_, *weights_, *sums_, *totals_, best_[wide_rows];
};

template <class Real> void hear(const WideStep<Real>& step, std::size_t first, std::size_t last) {
  void* room = allocate(WideTile<Real>::room(step) * sizeof(Real));
  WideTile<Real>(step, first, last - first, static_cast<Real*>(room)).hear();
  release(room);
}

}  // namespace

extern const WideKernels wide_kernels{hear<float>, hear<double>};

}  // namespace heed::HEED_INSTRUCTIONS

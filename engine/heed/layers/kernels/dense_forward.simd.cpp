// Dense attention that never holds the weights of all pairs: tiles of scores, with the largest exponent so
// far taken out, and sums that are brought to a new one when it grows (Milakov and Gimelshein 2018; Dao et
// al. 2022). Each number is summed in one fixed order, so that neither tiles nor threads show.
#include "heed/core/memory.hpp"
#include "heed/layers/kernels/dense_tile.hpp"

#include <limits>

namespace heed::HEED_INSTRUCTIONS {
namespace {

template <class Real> class Forward {
  using P = Pack<Real>;
  static constexpr std::size_t lanes = P::lanes, block = block_lanes<Real>;
  static constexpr Real least = -std::numeric_limits<Real>::infinity();

 public:
  Forward(const layers::DenseForward<Real>& task, std::size_t first, std::size_t last, Real* room)
      : task_(task),
        head_(task.head),
        first_(first),
        rows_(last - first),
        padded_(layers::padded<Real>(head_.depth)) {
    query_ = room;
    totals_ = query_ + rows_ * padded_;
    sums_ = totals_ + rows_ * padded_;
    turned_ = sums_ + rows_ * block;
    value_ = turned_ + dense_tile * padded_;
    weights_ = value_ + dense_tile * padded_;
    std::fill(totals_, turned_, Real(0));
    std::fill(task_.best + first_, task_.best + last, least);
    copy_rows(head_.query, head_, first, last, head_.slope, padded_, query_);
  }
  static std::size_t room(std::size_t rows, std::size_t depth) {
    const std::size_t padded = layers::padded<Real>(depth);
    return 2 * rows * padded + rows * block + 2 * dense_tile * padded + dense_group * dense_tile;
  }

  void hear() {
    const std::size_t heard = head_.limit(first_ + rows_ - 1);
    for (std::size_t from = 0; from < heard; from += dense_tile) {
      const std::size_t keys = std::min(dense_tile, heard - from);
      turn_rows(head_.key, head_, from, from + keys, turned_);
      copy_rows(head_.value, head_, from, from + keys, Real(1), padded_, value_);
      for (std::size_t r = 0; r < rows_; r += dense_group) {
        const std::size_t count = std::min(dense_group, rows_ - r),
                          most = heard_of(head_, first_ + r + count - 1, from);
        if (most == 0) continue;
        multiply_turned(query_ + r * padded_, count, padded_, turned_, head_.depth, most, weights_);
        for (std::size_t k = 0; k < count; ++k) weigh(r + k, from, most, weights_ + k * dense_tile);
        add_values(r, count, most);
      }
    }
    finish();
  }

 private:
  /// Exponents of one hearer to powers of two, 0 for keys it does not hear, up to `most`.
  void weigh(std::size_t row, std::size_t from, std::size_t most, Real* w) {
    const std::size_t i = first_ + row, heard = heard_of(head_, i, from),
                      whole = (heard + block - 1) / block * block;
    add_bias(head_, i, from, heard, w);
    raise(row, heard, w);
    const P best = P::of(task_.best[i]);
    for (std::size_t j = 0; j < whole; j += lanes) exp2(P::load(w + j) - best).store(w + j);
    std::fill(w + heard, w + std::max(whole, most), Real(0));
    for (std::size_t l = 0; l < block; l += lanes) {
      P sum = P::load(sums_ + row * block + l);
      for (std::size_t j = l; j < whole; j += block) sum += P::load(w + j);
      sum.store(sums_ + row * block + l);
    }
  }

  /// Raises the largest exponent of a row to that of a tile, and brings what is summed along.
  void raise(std::size_t row, std::size_t heard, const Real* exponent) {
    Real& best = task_.best[first_ + row];
    Real lane[block], top = best;
    std::size_t j = 0;
    if (heard >= block) {
      P most = P::of(best);
      for (; j + lanes <= heard; j += lanes) most = max(most, P::load(exponent + j));
      most.store(lane);
      for (std::size_t l = 0; l < lanes; ++l) top = std::max(top, lane[l]);
    }
    for (; j < heard; ++j) top = std::max(top, exponent[j]);
    if (top == best) return;
    exp2(P::of(best - top)).store(lane);
    const P fade = P::of(best == least ? Real(0) : lane[0]);
    best = top;
    for (std::size_t l = 0; l < block; l += lanes)
      (P::load(sums_ + row * block + l) * fade).store(sums_ + row * block + l);
    for (std::size_t c = 0; c < padded_; c += lanes)
      (P::load(totals_ + row * padded_ + c) * fade).store(totals_ + row * padded_ + c);
  }

  void add_values(std::size_t row, std::size_t count, std::size_t keys) {
    add_product<Real>({.a = weights_,
                       .a_row = dense_tile,
                       .a_step = 1,
                       .b = value_,
                       .b_step = static_cast<std::ptrdiff_t>(padded_),
                       .c = totals_ + row * padded_,
                       .c_row = static_cast<std::ptrdiff_t>(padded_),
                       .rows = count,
                       .depth = keys,
                       .width = padded_});
  }

  void finish() {
    for (std::size_t r = 0; r < rows_; ++r) {
      Real* sum = sums_ + r * block;
      for (std::size_t half = block / 2; half > 0; half /= 2)
        for (std::size_t l = 0; l < half; ++l) sum[l] += sum[l + half];
      const Real inverse = sum[0] > 0 ? 1 / sum[0] : Real(0);
      task_.inverse[first_ + r] = inverse;
      if (head_.limit(first_ + r) == 0) task_.best[first_ + r] = 0;
      Real* out = task_.out + static_cast<std::ptrdiff_t>(first_ + r) * head_.row_step;
      for (std::size_t d = 0; d < head_.depth; ++d) out[d] = totals_[r * padded_ + d] * inverse;
    }
  }

  const layers::DenseForward<Real>& task_;
  const DenseHead<Real>& head_;
  std::size_t first_, rows_, padded_;
  Real *query_, *totals_, *sums_, *turned_, *value_, *weights_;
};

template <class Real> void hear(const layers::DenseForward<Real>& task, std::size_t first, std::size_t last) {
  void* room = allocate(Forward<Real>::room(last - first, task.head.depth) * sizeof(Real));
  Forward<Real>(task, first, last, static_cast<Real*>(room)).hear();
  release(room);
}

}  // namespace

extern const layers::DenseForwardKernels dense_forward_kernels{hear<float>, hear<double>};

}  // namespace heed::HEED_INSTRUCTIONS

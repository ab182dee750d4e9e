// The way back through dense attention: weights are computed again, tile by tile (Dao et al. 2022, algorithm
// 4).
#include "heed/core/memory.hpp"
#include "heed/layers/kernels/dense_tile.hpp"

#include <numbers>

namespace heed::HEED_INSTRUCTIONS {
namespace {

template <class Real> class Backward {
  using P = Pack<Real>;
  static constexpr std::size_t lanes = P::lanes, block = block_lanes<Real>;

 public:
  Backward(const layers::DenseBackward<Real>& task, Real* room)
      : task_(task), head_(task.head), padded_(layers::padded<Real>(head_.depth)) {
    const std::size_t hearers = head_.hearers;
    query_ = room;
    grad_ = query_ + hearers * padded_;
    shift_ = grad_ + hearers * padded_;
    turned_key_ = shift_ + layers::padded<Real>(hearers);
    turned_value_ = turned_key_ + dense_tile * padded_;
    key_ = turned_value_ + dense_tile * padded_;
    grad_key_ = key_ + dense_tile * padded_;
    grad_value_ = grad_key_ + dense_tile * padded_;
    weights_ = grad_value_ + dense_tile * padded_;
    grad_logit_ = weights_ + dense_group * dense_tile;
    copy_rows(head_.query, head_, 0, hearers, head_.slope, padded_, query_);
    for (std::size_t i = 0; i < hearers; ++i) prepare(i);
  }
  static std::size_t room(std::size_t hearers, std::size_t depth) {
    const std::size_t padded = layers::padded<Real>(depth);
    return 2 * hearers * padded + layers::padded<Real>(hearers) + 5 * dense_tile * padded +
           2 * dense_group * dense_tile;
  }

  void learn() {
    for (std::size_t from = task_.first; from < task_.last; from += dense_tile) {
      const std::size_t keys = std::min(dense_tile, task_.last - from);
      turn_rows(head_.key, head_, from, from + keys, turned_key_);
      turn_rows(head_.value, head_, from, from + keys, turned_value_);
      copy_rows(head_.key, head_, from, from + keys, Real(1), padded_, key_);
      std::fill(grad_key_, grad_value_ + dense_tile * padded_, Real(0));
      for (std::size_t i = 0; i < head_.hearers; i += dense_group) {
        const std::size_t count = std::min(dense_group, head_.hearers - i),
                          most = std::min(keys, heard_of(head_, i + count - 1, from));
        if (most > 0) add_group(i, count, from, most);
      }
      // q was scaled to powers of two, keys not at all.
      finish(grad_key_, from, keys, std::numbers::ln2_v<Real>, task_.key);
      finish(grad_value_, from, keys, Real(1), task_.value);
    }
    const Real scale = head_.slope * std::numbers::ln2_v<Real>;
    for (std::size_t n = 0; n < head_.hearers * padded_; ++n) task_.query[n] *= scale;
  }

 private:
  /// What a hearer is told, over the sum of its powers; and d·out, over it too.
  void prepare(std::size_t i) {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) * head_.row_step;
    copy_rows(task_.grad_out, head_, i, i + 1, task_.inverse[i], padded_, grad_ + i * padded_);
    Real sum = 0;
    for (std::size_t d = 0; d < head_.depth; ++d)
      sum += grad_[i * padded_ + d] * task_.out[at + static_cast<std::ptrdiff_t>(d)];
    shift_[i] = sum;
  }

  /// A group of hearers and a tile of keys, of which at most `most` are heard.
  void add_group(std::size_t i, std::size_t count, std::size_t from, std::size_t most) {
    multiply_turned(query_ + i * padded_, count, padded_, turned_key_, head_.depth, most, weights_);
    multiply_turned(grad_ + i * padded_, count, padded_, turned_value_, head_.depth, most, grad_logit_);
    for (std::size_t k = 0; k < count; ++k)
      weigh(i + k, from, most, weights_ + k * dense_tile, grad_logit_ + k * dense_tile);
    add_over_hearers(weights_, grad_ + i * padded_, count, most, grad_value_);
    add_over_hearers(grad_logit_, query_ + i * padded_, count, most, grad_key_);
    add_product<Real>({.a = grad_logit_,
                       .a_row = dense_tile,
                       .a_step = 1,
                       .b = key_,
                       .b_step = static_cast<std::ptrdiff_t>(padded_),
                       .c = task_.query + i * padded_,
                       .c_row = static_cast<std::ptrdiff_t>(padded_),
                       .rows = count,
                       .depth = most,
                       .width = padded_});
  }

  /// Exponents to powers, and d·v to the gradient of the logits; 0 for keys not heard, up to `most`.
  void weigh(std::size_t i, std::size_t from, std::size_t most, Real* w, Real* grad) {
    const std::size_t heard = std::min(most, heard_of(head_, i, from)),
                      whole = (heard + block - 1) / block * block;
    add_bias(head_, i, from, heard, w);
    const P best = P::of(task_.best[i]), shift = P::of(shift_[i]);
    for (std::size_t j = 0; j < whole; j += lanes) {
      const P power = exp2(P::load(w + j) - best);
      power.store(w + j);
      (power * (P::load(grad + j) - shift)).store(grad + j);
    }
    std::fill(w + heard, w + std::max(whole, most), Real(0));
    std::fill(grad + heard, grad + std::max(whole, most), Real(0));
    if (task_.bias)
      for (std::size_t j = 0; j < heard; ++j) task_.bias[bias_index(head_, i, from + j)] += grad[j];
  }

  /// to_j += Σ_i pair_ij row_i, over a group.
  void add_over_hearers(const Real* pair, const Real* rows, std::size_t count, std::size_t keys, Real* to) {
    add_product<Real>({.a = pair,
                       .a_row = 1,
                       .a_step = dense_tile,
                       .b = rows,
                       .b_step = static_cast<std::ptrdiff_t>(padded_),
                       .c = to,
                       .c_row = static_cast<std::ptrdiff_t>(padded_),
                       .rows = keys,
                       .depth = count,
                       .width = padded_});
  }

  void finish(const Real* sums, std::size_t from, std::size_t keys, Real scale, Real* out) {
    for (std::size_t j = 0; j < keys; ++j)
      for (std::size_t d = 0; d < head_.depth; ++d)
        out[static_cast<std::ptrdiff_t>(from + j) * head_.row_step + static_cast<std::ptrdiff_t>(d)] =
            sums[j * padded_ + d] * scale;
  }

  const layers::DenseBackward<Real>& task_;
  const DenseHead<Real>& head_;
  std::size_t padded_;
  Real *query_, *grad_, *shift_, *turned_key_, *turned_value_, *key_, *grad_key_, *grad_value_, *weights_,
      *grad_logit_;
};

template <class Real> void learn(const layers::DenseBackward<Real>& task) {
  void* room = allocate(Backward<Real>::room(task.head.hearers, task.head.depth) * sizeof(Real));
  Backward<Real>(task, static_cast<Real*>(room)).learn();
  release(room);
}

}  // namespace

extern const layers::DenseBackwardKernels dense_backward_kernels{learn<float>, learn<double>};

}  // namespace heed::HEED_INSTRUCTIONS

#include "heed/layers/dense_attention.hpp"

#include "heed/core/parallel.hpp"
#include "heed/layers/kernels/dense.hpp"
#include "heed/layers/product.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace heed::layers {
namespace {

template <class Real> constexpr Real log2e = std::numbers::log2e_v<Real>;

/// What all heads share: places, and biases turned to rows by head, in powers of two.
template <class Real> class Heads {
 public:
  explicit Heads(const Said<Real>& said)
      : said_(said),
        query_place_(places(said.hearing.query_place, said.shape.hearers)),
        key_place_(places(said.hearing.key_place, said.shape.keys)),
        bias_(said.bias.transpose() * log2e<Real>) {}

  DenseHead<Real> head(Index part) const {
    const AttentionShape& s = said_.shape;
    const Index sequence = part / s.heads, h = part % s.heads, width = s.heads * s.depth;
    const auto at = [&](const Matrix<Real>& m, Index rows) {
      return m.data() + sequence * rows * width + h * s.depth;
    };
    const auto& lengths = said_.hearing.lengths;
    return {.query = at(said_.query, s.hearers),
            .key = at(said_.key, s.keys),
            .value = at(said_.value, s.keys),
            .row_step = width,
            .hearers = static_cast<std::size_t>(s.hearers),
            .keys = static_cast<std::size_t>(s.keys),
            .depth = static_cast<std::size_t>(s.depth),
            .length = static_cast<std::size_t>(lengths.empty() ? s.keys
                                                               : lengths[static_cast<std::size_t>(sequence)]),
            .causal = said_.hearing.causal,
            .slope = said_.scale * log2e<Real>,
            .bias = bias_.size() > 0 ? bias_.row(h).data() : nullptr,
            .reach = static_cast<std::int32_t>((bias_.cols() - 1) / 2),
            .query_place = query_place_.data(),
            .key_place = key_place_.data()};
  }
  std::ptrdiff_t query_at(Index part) const { return head(part).query - said_.query.data(); }
  std::ptrdiff_t key_at(Index part) const { return head(part).key - said_.key.data(); }

 private:
  const Said<Real>& said_;
  std::vector<std::int32_t> query_place_, key_place_;
  Matrix<Real> bias_;  ///< (H, biases)
};

/// Keys of one piece of work on the way back. More pieces keep more threads busy, but each has its own part
/// of the queries' gradient; eight of them are at most.
Index keys_at_once(Index keys) {
  return std::max<Index>(1024, (keys + 7) / 8 + (dense_tile - 1)) / dense_tile * dense_tile;
}

/// dL/dq and the biases' gradient as the sums of their parts, in order.
template <class Real>
void gather(const AttentionShape& s, Index pieces, const std::vector<Matrix<Real>>& query,
            const std::vector<std::vector<Real>>& bias, SaidGradient<Real>& gradient) {
  for_blocks(static_cast<std::size_t>(s.parts()), 1, [&](std::size_t part, std::size_t) {
    const Index sequence = static_cast<Index>(part) / s.heads, h = static_cast<Index>(part) % s.heads;
    auto out = gradient.query.block(sequence * s.hearers, h * s.depth, s.hearers, s.depth);
    const auto first = part * static_cast<std::size_t>(pieces);
    out = query[first].leftCols(s.depth);
    for (std::size_t p = 1; p < static_cast<std::size_t>(pieces); ++p)
      out += query[first + p].leftCols(s.depth);
  });
  for (std::size_t task = 0; task < bias.size(); ++task)
    for (std::size_t t = 0; t < bias[task].size(); ++t)
      gradient.bias(static_cast<Index>(t), static_cast<Index>(task) / pieces % s.heads) += bias[task][t];
}

template <class Real> DenseForwardFunction<Real> forward_kernel() {
  if constexpr (std::is_same_v<Real, float>)
    return dense_forward_kernels().for_float;
  else
    return dense_forward_kernels().for_double;
}
template <class Real> DenseBackwardFunction<Real> backward_kernel() {
  if constexpr (std::is_same_v<Real, float>)
    return dense_backward_kernels().for_float;
  else
    return dense_backward_kernels().for_double;
}

}  // namespace

template <class Real> void dense_forward(const Said<Real>& said, DenseKept<Real>& kept, Matrix<Real>& out) {
  const AttentionShape& s = said.shape;
  kept.best.resize(s.parts(), s.hearers);
  kept.inverse.resize(s.parts(), s.hearers);
  const Heads<Real> heads(said);
  const auto hearers = static_cast<std::size_t>(s.hearers), pieces = (hearers + dense_rows - 1) / dense_rows;
  for_blocks(static_cast<std::size_t>(s.parts()) * pieces, 1, [&](std::size_t first, std::size_t last) {
    for (std::size_t task = first; task < last; ++task) {
      const auto part = static_cast<Index>(task / pieces);
      const std::size_t row = task % pieces * dense_rows;
      forward_kernel<Real>()({.head = heads.head(part),
                              .out = out.data() + heads.query_at(part),
                              .best = kept.best.row(part).data(),
                              .inverse = kept.inverse.row(part).data()},
                             row, std::min(row + dense_rows, hearers));
    }
  });
}

template <class Real>
void dense_backward(const Said<Real>& said, const DenseKept<Real>& kept, const Matrix<Real>& out,
                    const Matrix<Real>& grad_out, SaidGradient<Real>& gradient) {
  const AttentionShape& s = said.shape;
  const Heads<Real> heads(said);
  const Index step = keys_at_once(s.keys), pieces = std::max<Index>(1, (s.keys + step - 1) / step);
  const auto tasks = static_cast<std::size_t>(s.parts() * pieces);
  std::vector<Matrix<Real>> query(tasks);
  std::vector<std::vector<Real>> bias(said.bias.size() > 0 ? tasks : 0);
  for_blocks(tasks, 1, [&](std::size_t task, std::size_t) {
    const Index part = static_cast<Index>(task) / pieces, first = static_cast<Index>(task) % pieces * step;
    query[task].setZero(s.hearers, static_cast<Index>(padded<Real>(static_cast<std::size_t>(s.depth))));
    if (!bias.empty()) bias[task].assign(static_cast<std::size_t>(said.bias.rows()), Real(0));
    backward_kernel<Real>()({.head = heads.head(part),
                             .grad_out = grad_out.data() + heads.query_at(part),
                             .out = out.data() + heads.query_at(part),
                             .best = kept.best.row(part).data(),
                             .inverse = kept.inverse.row(part).data(),
                             .first = static_cast<std::size_t>(first),
                             .last = static_cast<std::size_t>(std::min(first + step, s.keys)),
                             .query = query[task].data(),
                             .key = gradient.key.data() + heads.key_at(part),
                             .value = gradient.value.data() + heads.key_at(part),
                             .bias = bias.empty() ? nullptr : bias[task].data()});
  });
  gather(s, pieces, query, bias, gradient);
}

template <class Real> Matrix<Real> dense_weights(const Said<Real>& said, Index sequence, Index head) {
  const Heads<Real> heads(said);
  const DenseHead<Real> of = heads.head(sequence * said.shape.heads + head);
  Matrix<Real> out = Matrix<Real>::Zero(said.shape.hearers, said.shape.keys);
  for (Index i = 0; i < out.rows(); ++i) {
    auto row = out.row(i).head(static_cast<Index>(of.limit(static_cast<std::size_t>(i))));
    if (row.size() == 0) continue;
    for (Index j = 0; j < row.size(); ++j) {
      row(j) =
          of.slope * said.head(said.query, sequence, head, i).dot(said.head(said.key, sequence, head, j));
      if (of.bias)
        row(j) += of.bias[std::clamp(of.key_place[j] - of.query_place[i], -of.reach, of.reach) + of.reach];
    }
    row = (row.array() - row.maxCoeff()).unaryExpr([](Real exponent) { return std::exp2(exponent); }).eval();
    row /= row.sum();
  }
  return out;
}

template void dense_forward(const Said<float>&, DenseKept<float>&, Matrix<float>&);
template void dense_forward(const Said<double>&, DenseKept<double>&, Matrix<double>&);
template void dense_backward(const Said<float>&, const DenseKept<float>&, const Matrix<float>&,
                             const Matrix<float>&, SaidGradient<float>&);
template void dense_backward(const Said<double>&, const DenseKept<double>&, const Matrix<double>&,
                             const Matrix<double>&, SaidGradient<double>&);
template Matrix<float> dense_weights(const Said<float>&, Index, Index);
template Matrix<double> dense_weights(const Said<double>&, Index, Index);

}  // namespace heed::layers

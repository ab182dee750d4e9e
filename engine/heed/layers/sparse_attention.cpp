#include "heed/layers/sparse_attention.hpp"

#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace heed::layers {
namespace {

/// Hearers or keys in one piece of work.
constexpr Index rows_at_once = 256;

Index pieces_of(Index rows) { return (rows + rows_at_once - 1) / rows_at_once; }

/// Calls work(part, first, last, piece) for rows [0, n) of every head of every sequence, in parallel.
template <class Work> void for_pieces(const AttentionShape& s, Index n, Work work) {
  const Index pieces = pieces_of(n);
  for_blocks(static_cast<std::size_t>(s.parts() * pieces), 1, [&](std::size_t task, std::size_t) {
    const auto t = static_cast<Index>(task);
    const Index first = t % pieces * rows_at_once;
    work(t / pieces, first, std::min(first + rows_at_once, n), t);
  });
}

/// One head of one sequence.
template <class Real> struct Part {
  const Said<Real>& said;
  Index sequence, head;

  Part(const Said<Real>& all, Index part)
      : said(all), sequence(part / all.shape.heads), head(part % all.shape.heads) {}
  template <class M> auto row(M& m, Index i) const { return said.head(m, sequence, head, i); }
  Real bias(const Edges& edges, Index e) const {
    return edges.has_bias() ? said.bias(edges.bias(e), head) : Real(0);
  }
};

template <class Real> void softmax(std::span<Real> logit) {
  if (logit.empty()) return;
  const Real best = *std::max_element(logit.begin(), logit.end());
  Real sum = 0;
  for (Real& l : logit) sum += l = std::exp(l - best);
  for (Real& l : logit) l /= sum;
}

template <class Real> std::span<Real> weights_of(std::vector<Real>& weight, const Edges& edges, Index i) {
  return std::span(weight).subspan(static_cast<std::size_t>(edges.first(i)),
                                   static_cast<std::size_t>(edges.first(i + 1) - edges.first(i)));
}

}  // namespace

template <class Real> void sparse_forward(const Said<Real>& said, SparseKept<Real>& kept, Matrix<Real>& out) {
  const AttentionShape& s = said.shape;
  kept.weight.resize(static_cast<std::size_t>(s.parts()));
  for (std::size_t p = 0; p < kept.weight.size(); ++p)
    kept.weight[p].resize(static_cast<std::size_t>(kept.edges[p]->size()));
  for_pieces(s, s.hearers, [&](Index p, Index first, Index last, Index) {
    const Part<Real> part(said, p);
    const Edges& edges = *kept.edges[static_cast<std::size_t>(p)];
    std::vector<Real>& weight = kept.weight[static_cast<std::size_t>(p)];
    for (Index i = first; i < last; ++i) {
      const auto query = part.row(said.query, i);
      for (Index e = edges.first(i); e < edges.first(i + 1); ++e)
        weight[static_cast<std::size_t>(e)] =
            said.scale * query.dot(part.row(said.key, edges.key(e))) + part.bias(edges, e);
      softmax(weights_of(weight, edges, i));
      auto sum = part.row(out, i);
      sum.setZero();
      for (Index e = edges.first(i); e < edges.first(i + 1); ++e)
        sum += weight[static_cast<std::size_t>(e)] * part.row(said.value, edges.key(e));
    }
  });
}

template <class Real>
void sparse_backward(const Said<Real>& said, const SparseKept<Real>& kept, const Matrix<Real>& out,
                     const Matrix<Real>& grad_out, SaidGradient<Real>& gradient) {
  const AttentionShape& s = said.shape;
  Matrix<Real> shift(s.parts(), s.hearers);  // Σ_j a_ij d_i·v_j, which is d_i·out_i
  std::vector<std::vector<Real>> bias(static_cast<std::size_t>(s.parts() * pieces_of(s.hearers)));
  const auto weight = [&](Index p, Index e) {
    return kept.weight[static_cast<std::size_t>(p)][static_cast<std::size_t>(e)];
  };

  // Pass 1, by hearer: queries and biases.
  for_pieces(s, s.hearers, [&](Index p, Index first, Index last, Index task) {
    const Part<Real> part(said, p);
    const Edges& edges = *kept.edges[static_cast<std::size_t>(p)];
    std::vector<Real>& table = bias[static_cast<std::size_t>(task)];
    table.assign(static_cast<std::size_t>(said.bias.rows()), Real(0));
    for (Index i = first; i < last; ++i) {
      const auto told = part.row(grad_out, i);
      shift(p, i) = told.dot(part.row(out, i));
      auto query = part.row(gradient.query, i);
      query.setZero();
      for (Index e = edges.first(i); e < edges.first(i + 1); ++e) {
        const Real logit = weight(p, e) * (told.dot(part.row(said.value, edges.key(e))) - shift(p, i));
        query += said.scale * logit * part.row(said.key, edges.key(e));
        if (edges.has_bias()) table[static_cast<std::size_t>(edges.bias(e))] += logit;
      }
    }
  });
  for (std::size_t task = 0; task < bias.size(); ++task)
    for (std::size_t t = 0; t < bias[task].size(); ++t)
      gradient.bias(static_cast<Index>(t), static_cast<Index>(task) / pieces_of(s.hearers) % s.heads) +=
          bias[task][t];

  // Pass 2, by key: keys and values.
  for_pieces(s, s.keys, [&](Index p, Index first, Index last, Index) {
    const Part<Real> part(said, p);
    const Edges& edges = *kept.edges[static_cast<std::size_t>(p)];
    for (Index j = first; j < last; ++j) {
      auto key = part.row(gradient.key, j), value = part.row(gradient.value, j);
      key.setZero();
      value.setZero();
      for (const Index e : edges.to(j)) {
        const Index i = edges.hearer(e);
        const auto told = part.row(grad_out, i);
        const Real a = weight(p, e);
        value += a * told;
        key += said.scale * a * (told.dot(part.row(said.value, j)) - shift(p, i)) * part.row(said.query, i);
      }
    }
  });
}

template <class Real>
Matrix<Real> sparse_weights(const Said<Real>& said, const SparseKept<Real>& kept, Index sequence,
                            Index head) {
  const auto part = static_cast<std::size_t>(sequence * said.shape.heads + head);
  const Edges& edges = *kept.edges[part];
  Matrix<Real> out = Matrix<Real>::Zero(said.shape.hearers, said.shape.keys);
  for (Index e = 0; e < edges.size(); ++e)
    out(edges.hearer(e), edges.key(e)) += kept.weight[part][static_cast<std::size_t>(e)];
  return out;
}

template void sparse_forward(const Said<float>&, SparseKept<float>&, Matrix<float>&);
template void sparse_forward(const Said<double>&, SparseKept<double>&, Matrix<double>&);
template void sparse_backward(const Said<float>&, const SparseKept<float>&, const Matrix<float>&,
                              const Matrix<float>&, SaidGradient<float>&);
template void sparse_backward(const Said<double>&, const SparseKept<double>&, const Matrix<double>&,
                              const Matrix<double>&, SaidGradient<double>&);
template Matrix<float> sparse_weights(const Said<float>&, const SparseKept<float>&, Index, Index);
template Matrix<double> sparse_weights(const Said<double>&, const SparseKept<double>&, Index, Index);

}  // namespace heed::layers

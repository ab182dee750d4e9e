#include "heed/layers/sparse_attention.hpp"

#include "heed/core/parallel.hpp"
#include "heed/layers/scoring.hpp"

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
  const Real* row(const Matrix<Real>& m, Index i) const { return place(m.data(), m, i); }
  Real* row(Matrix<Real>& m, Index i) const { return place(m.data(), m, i); }
  Real bias(const Edges& edges, Index e) const {
    return edges.has_bias() ? said.bias(edges.bias(e), head) : Real(0);
  }

 private:
  /// Where this head's part of row i of this sequence begins.
  template <class Number> Number* place(Number* first, const Matrix<Real>& m, Index i) const {
    const Index rows = m.rows() / said.shape.sequences;
    return first + (sequence * rows + i) * m.cols() + head * (m.cols() / said.shape.heads);
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

template <class Real, class Scores>
void forward(const Said<Real>& said, Scores scores, SparseKept<Real>& kept, Matrix<Real>& out) {
  const Index depth = said.shape.depth;
  for_pieces(said.shape, said.shape.hearers, [&](Index p, Index first, Index last, Index) {
    const Part<Real> part(said, p);
    const auto score = scores(part.head);
    const Edges& edges = *kept.edges[static_cast<std::size_t>(p)];
    std::vector<Real>& weight = kept.weight[static_cast<std::size_t>(p)];
    for (Index i = first; i < last; ++i) {
      const Real* query = part.row(said.query, i);
      for (Index e = edges.first(i); e < edges.first(i + 1); ++e)
        weight[static_cast<std::size_t>(e)] =
            said.scale * score.score(query, part.row(said.key, edges.key(e))) + part.bias(edges, e);
      softmax(weights_of(weight, edges, i));
      Real* sum = part.row(out, i);
      std::fill_n(sum, depth, Real(0));
      for (Index e = edges.first(i); e < edges.first(i + 1); ++e)
        add_scaled(kept.counted(p, e), part.row(said.value, edges.key(e)), depth, sum);
    }
  });
}

/// The way back over the edges of one attention. With g_e = d_i·v_j times the factor of dropout, a logit has
/// the gradient a_e (g_e - Σ_e' a_e' g_e'), and the sum is d_i·out_i.
template <class Real, class Scores> class Backward {
 public:
  Backward(const Said<Real>& said, Scores scores, const SparseKept<Real>& kept, const Matrix<Real>& out,
           const Matrix<Real>& grad_out, SaidGradient<Real>& gradient)
      : said_(said), scores_(scores), kept_(kept), grad_out_(grad_out), gradient_(gradient) {
    shift_.resize(said.shape.parts(), said.shape.hearers);
    for_pieces(said.shape, said.shape.hearers, [&](Index p, Index first, Index last, Index) {
      const Part<Real> part(said_, p);
      for (Index i = first; i < last; ++i)
        shift_(p, i) = dot(part.row(grad_out_, i), part.row(out, i), said_.shape.depth);
    });
  }

  /// Queries, and sums over all hearers: the table of biases, the direction.
  void by_hearer() {
    const AttentionShape& s = said_.shape;
    const Index pieces = pieces_of(s.hearers), biases = said_.bias.rows(),
                depth = gradient_.direction ? s.depth : 0;
    std::vector<std::vector<Real>> sums(static_cast<std::size_t>(s.parts() * pieces),
                                        std::vector<Real>(static_cast<std::size_t>(biases + depth), Real(0)));
    for_pieces(s, s.hearers, [&](Index p, Index first, Index last, Index task) {
      for (Index i = first; i < last; ++i) hearer(p, i, sums[static_cast<std::size_t>(task)].data());
    });
    for (std::size_t task = 0; task < sums.size(); ++task) {
      const Index head = static_cast<Index>(task) / pieces % s.heads;
      const Real* sum = sums[task].data();
      for (Index t = 0; t < biases; ++t) gradient_.bias(t, head) += *sum++;
      for (Index c = 0; c < depth; ++c) (*gradient_.direction)(0, head * depth + c) += *sum++;
    }
  }

  /// Keys and values.
  void by_key() {
    for_pieces(said_.shape, said_.shape.keys, [&](Index p, Index first, Index last, Index) {
      for (Index j = first; j < last; ++j) key(p, j);
    });
  }

 private:
  /// The gradient for the logit of an edge.
  Real logit(const Part<Real>& part, Index p, Index e, Index i, Index j) const {
    const Real told = dot(part.row(grad_out_, i), part.row(said_.value, j), said_.shape.depth);
    const Real a = kept_.weight[static_cast<std::size_t>(p)][static_cast<std::size_t>(e)];
    return kept_.counted(p, e) * told - a * shift_(p, i);
  }

  void hearer(Index p, Index i, Real* sums) {
    const Part<Real> part(said_, p);
    const auto score = scores_(part.head);
    const Edges& edges = *kept_.edges[static_cast<std::size_t>(p)];
    const Real* query = part.row(said_.query, i);
    Real* grad = part.row(gradient_.query, i);
    std::fill_n(grad, gradient_.query.cols() / said_.shape.heads, Real(0));
    for (Index e = edges.first(i); e < edges.first(i + 1); ++e) {
      const Real* key = part.row(said_.key, edges.key(e));
      const Real g = logit(part, p, e, i, edges.key(e));
      score.to_query(said_.scale * g, query, key, grad);
      if (edges.has_bias()) sums[edges.bias(e)] += g;
      score.to_direction(said_.scale * g, query, key, sums + said_.bias.rows());
    }
  }

  void key(Index p, Index j) {
    const Part<Real> part(said_, p);
    const auto score = scores_(part.head);
    const Edges& edges = *kept_.edges[static_cast<std::size_t>(p)];
    const Real* key = part.row(said_.key, j);
    Real *grad = part.row(gradient_.key, j), *value = part.row(gradient_.value, j);
    std::fill_n(grad, gradient_.key.cols() / said_.shape.heads, Real(0));
    std::fill_n(value, said_.shape.depth, Real(0));
    for (const Index e : edges.to(j)) {
      const Index i = edges.hearer(e);
      add_scaled(kept_.counted(p, e), part.row(grad_out_, i), said_.shape.depth, value);
      score.to_key(said_.scale * logit(part, p, e, i, j), part.row(said_.query, i), key, grad);
    }
  }

  const Said<Real>& said_;
  const Scores scores_;
  const SparseKept<Real>& kept_;
  const Matrix<Real>& grad_out_;
  SaidGradient<Real>& gradient_;
  Matrix<Real> shift_;  ///< d_i·out_i (B H, S)
};

}  // namespace

template <class Real> void sparse_forward(const Said<Real>& said, SparseKept<Real>& kept, Matrix<Real>& out) {
  kept.weight.resize(static_cast<std::size_t>(said.shape.parts()));
  for (std::size_t p = 0; p < kept.weight.size(); ++p)
    kept.weight[p].resize(static_cast<std::size_t>(kept.edges[p]->size()));
  with_scores(said, [&](auto scores) { forward(said, scores, kept, out); });
}

template <class Real>
void sparse_backward(const Said<Real>& said, const SparseKept<Real>& kept, const Matrix<Real>& out,
                     const Matrix<Real>& grad_out, SaidGradient<Real>& gradient) {
  with_scores(said, [&](auto scores) {
    Backward backward(said, scores, kept, out, grad_out, gradient);
    backward.by_hearer();
    backward.by_key();
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

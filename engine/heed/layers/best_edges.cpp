#include "heed/core/parallel.hpp"
#include "heed/layers/product.hpp"
#include "heed/layers/sparse_attention.hpp"

#include <algorithm>

namespace heed::layers {
namespace {

/// Hearers whose scores are held together.
constexpr Index hearers_at_once = 64;

/// One that may be heard.
template <class Real> struct Candidate {
  Real logit;
  Agent key;
  std::int32_t bias;
};

/// Leaves the `count` best, in the order of keys.
template <class Real> void keep_best(std::vector<Candidate<Real>>& row, Index count) {
  if (static_cast<Index>(row.size()) <= count) return;
  const auto end = row.begin() + count;
  std::nth_element(row.begin(), end - 1, row.end(), [](const auto& a, const auto& b) {
    return a.logit > b.logit || (a.logit == b.logit && a.key < b.key);
  });
  row.erase(end, row.end());
  std::sort(row.begin(), row.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
}

/// One head of one sequence: candidates of each hearer in turn, and what is kept of them.
template <class Real> class Choice {
 public:
  Choice(const Said<Real>& said, Index part, Index count)
      : said_(said), sequence_(part / said.shape.heads), head_(part % said.shape.heads), count_(count) {
    first_.push_back(0);
  }

  std::shared_ptr<const Edges> best() {
    if (said_.hearing.edges)
      from_edges(*said_.hearing.edges);
    else
      from_all();
    return std::make_shared<const Edges>(said_.shape.keys, std::move(first_), std::move(key_),
                                         std::move(bias_));
  }

 private:
  void from_edges(const Edges& edges) {
    for (Index i = 0; i < edges.hearers(); ++i) {
      for (Index e = edges.first(i); e < edges.first(i + 1); ++e) {
        const Index j = edges.key(e);
        add(said_.scale *
                said_.head(said_.query, sequence_, head_, i).dot(said_.head(said_.key, sequence_, head_, j)),
            j, edges.has_bias() ? edges.bias(e) : -1);
      }
      take();
    }
  }

  void from_all() {
    const AttentionShape& s = said_.shape;
    const std::vector<std::int32_t> query_place = places(said_.hearing.query_place, s.hearers),
                                    key_place = places(said_.hearing.key_place, s.keys);
    const auto reach = static_cast<std::int32_t>((said_.bias.rows() - 1) / 2);
    const auto bias = [&](Index i, Index j) {
      if (said_.bias.size() == 0) return -1;
      return std::clamp(key_place[static_cast<std::size_t>(j)] - query_place[static_cast<std::size_t>(i)],
                        -reach, reach) +
             reach;
    };
    const auto& lengths = said_.hearing.lengths;
    const Index length = lengths.empty() ? s.keys : lengths[static_cast<std::size_t>(sequence_)];
    for (Index first = 0; first < s.hearers; first += hearers_at_once) {
      const Matrix<Real> score = scores(first, std::min(first + hearers_at_once, s.hearers));
      for (Index i = first; i < first + score.rows(); ++i) {
        const Index limit = said_.hearing.causal ? std::min(i + 1, length) : length;
        for (Index j = 0; j < limit; ++j) add(said_.scale * score(i - first, j), j, bias(i, j));
        take();
      }
    }
  }

  /// q·k of hearers [first, last) with all keys.
  Matrix<Real> scores(Index first, Index last) const {
    const AttentionShape& s = said_.shape;
    const Index width = s.heads * s.depth, column = head_ * s.depth;
    return product<Real>(
        {said_.query.row(sequence_ * s.hearers + first).data() + column, last - first, s.depth, width, 1},
        {said_.key.row(sequence_ * s.keys).data() + column, s.depth, s.keys, 1, width});
  }

  void add(Real score, Index key, Index bias) {
    row_.push_back({bias < 0 ? score : score + said_.bias(bias, head_), static_cast<Agent>(key),
                    static_cast<std::int32_t>(bias)});
  }

  void take() {
    keep_best(row_, count_);
    for (const auto& candidate : row_) {
      key_.push_back(candidate.key);
      if (candidate.bias >= 0) bias_.push_back(candidate.bias);
    }
    first_.push_back(static_cast<Index>(key_.size()));
    row_.clear();
  }

  const Said<Real>& said_;
  Index sequence_, head_, count_;
  std::vector<Candidate<Real>> row_;
  std::vector<Index> first_;
  std::vector<Agent> key_;
  std::vector<std::int32_t> bias_;
};

}  // namespace

template <class Real>
std::vector<std::shared_ptr<const Edges>> best_edges(const Said<Real>& said, Index count) {
  std::vector<std::shared_ptr<const Edges>> out(static_cast<std::size_t>(said.shape.parts()));
  for_blocks(out.size(), 1, [&](std::size_t part, std::size_t) {
    out[part] = Choice<Real>(said, static_cast<Index>(part), count).best();
  });
  return out;
}

template std::vector<std::shared_ptr<const Edges>> best_edges(const Said<float>&, Index);
template std::vector<std::shared_ptr<const Edges>> best_edges(const Said<double>&, Index);

}  // namespace heed::layers

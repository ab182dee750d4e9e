#include "heed/attention/transforms/top_k_nearest.hpp"

#include "heed/attention/transforms/nearest_search.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace heed {
namespace {

/// Fewer agents than this, or than this many for each one kept, are faster row by row.
constexpr std::size_t fewest_by_tree = 256, fewest_per_kept = 4;

template <class S> constexpr bool falls_with_distance = false;
template <> constexpr bool falls_with_distance<scores::Similarity> = true;
template <> constexpr bool falls_with_distance<scores::Distance> = true;
template <> constexpr bool falls_with_distance<scores::Log> = true;

/// Whether every score is finite: opinions are, and so is the score of opposite corners of the box around
/// them all.
template <class Real, class S> bool all_finite(const S& score, const Said<Real>& said) {
  if (!said.query.allFinite() || !said.key.allFinite()) return false;
  using Point = Eigen::Array<Real, 1, Eigen::Dynamic>;
  const auto lowest = [](const Matrix<Real>& m) -> Point { return m.colwise().minCoeff(); };
  const auto highest = [](const Matrix<Real>& m) -> Point { return m.colwise().maxCoeff(); };
  const Point low = lowest(said.query).min(lowest(said.key));
  const Point high = highest(said.query).max(highest(said.key));
  const auto size = static_cast<int>(low.size());
  return std::isfinite(score(Pair<Real>{low.data(), high.data(), size})) &&
         std::isfinite(score(Pair<Real>{low.data(), low.data(), size}));
}

/// The worst to agent i of those found for agent `before`: as many are at least as good. i does not count
/// among them unless it heeds itself; `before` stands in for it.
template <class Real, class S>
Scored<Real> worst_of(const std::vector<Scored<Real>>& found, const S& score, const Said<Real>& said, Agent i,
                      Agent before, bool self) {
  const auto size = static_cast<int>(said.key.cols());
  Scored<Real> worst{std::numeric_limits<Real>::infinity(), -1};
  for (const auto& one : found) {
    const Agent j = one.agent == i && !self ? before : one.agent;
    const Pair<Real> pair{row(said.query, i).data(), row(said.key, j).data(), size};
    const Scored<Real> here{score(pair), j};
    if (better(worst, here)) worst = here;
  }
  return worst;
}

/// What a thread works in.
template <class Real> struct Room {
  std::vector<Scored<Real>> found;
  Row<Real> row;
};

template <int D, class Real, class S>
void mean_by_tree(const S& score, std::size_t count, bool self, const Said<Real>& said,
                  Temperatures<Real> temperature, Matrix<Real>& out) {
  constexpr std::size_t leaves_per_piece = 16;  // about half a millisecond of work
  const NearestTree<Real, D> tree(said.key);
  out.resize(said.value.rows(), said.value.cols());
  // Agents leaf by leaf: the next one's k are nearly those of the one before.
  for_blocks(tree.leaves(), leaves_per_piece, [&](std::size_t first, std::size_t last) {
    thread_local Room<Real> shared;
    Room<Real>& room = shared;
    NearestSearch<Real, D, S> search(tree, score, count, room.found);
    Agent before = -1;
    for (std::size_t leaf = first; leaf < last; ++leaf)
      for (std::size_t p = tree.first(leaf); p < tree.first(leaf + 1); ++p) {
        const Agent i = tree.item(p).agent;
        const auto worst = before < 0 ? nobody<Real> : worst_of(room.found, score, said, i, before, self);
        search.run(row(said.query, i).data(), self ? -1 : i, worst, leaf);
        weigh(room.found, i, said.value, temperature[static_cast<std::size_t>(i)], room.row, row(out, i));
        before = i;
      }
  });
}

}  // namespace

template <class Real>
TopKNearest<Real>::TopKNearest(const Attention& attention, const Network& network, int,
                               std::unique_ptr<Attend<Real>> rows)
    : rows_(std::move(rows)),
      score_(attention.score),
      agents_(static_cast<std::size_t>(network.agents())),
      self_(attention.self_ties == SelfTies::add) {
  for (const auto& mask : attention.masks)
    if (const auto* top = mask.template get<masks::TopK>()) count_ = static_cast<std::size_t>(top->keeps());
  by_tree_ = agents_ >= fewest_by_tree && count_ >= 1 && count_ <= agents_ / fewest_per_kept;
}

template <class Real> bool TopKNearest<Real>::suits(const Attention& attention, int topics) {
  bool everyone = false, counted = false, other = false;
  for (const auto& mask : attention.masks) {
    const bool all = mask.template get<masks::All>(), top = mask.template get<masks::TopK>();
    everyone |= all;
    counted |= top;
    other |= !all && !top;
  }
  const bool falls =
      std::visit([]<class S>(const S&) { return falls_with_distance<S>; }, attention.score.part());
  return everyone && counted && !other && falls && attention.biases.size() == 0 && topics >= 1 && topics <= 3;
}

template <class Real> double TopKNearest<Real>::pairs() const {
  return by_tree_ ? static_cast<double>(agents_) * static_cast<double>(count_ + 1) : rows_->pairs();
}

template <class Real>
void TopKNearest<Real>::mean(const Said<Real>& said, Temperatures<Real> temperature,
                             Matrix<Real>& out) const {
  bool done = false;
  const auto by_tree = [&]<class S>(const S& score) {
    if constexpr (falls_with_distance<S>) {
      const auto topics = said.key.cols();
      done = topics <= 3 && said.query.rows() == said.key.rows() && all_finite(score, said);
      if (!done) return;
      if (topics == 1) mean_by_tree<1>(score, count_, self_, said, temperature, out);
      if (topics == 2) mean_by_tree<2>(score, count_, self_, said, temperature, out);
      if (topics == 3) mean_by_tree<3>(score, count_, self_, said, temperature, out);
    }
  };
  if (by_tree_) std::visit(by_tree, score_.part());
  if (!done) rows_->mean(said, temperature, out);
}

template class TopKNearest<float>;
template class TopKNearest<double>;

}  // namespace heed

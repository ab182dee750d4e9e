#pragma once
#include "heed/attention/kernels/scored.hpp"
#include "heed/attention/score.hpp"
#include "heed/attention/transforms/nearest_tree.hpp"
#include "heed/scores/log.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace heed {

/// Below everyone.
template <class Real>
constexpr Scored<Real> nobody{-std::numeric_limits<Real>::infinity(), std::numeric_limits<Agent>::max()};

/// No key of a box scores more than this: the score of the point of the box nearest to the query. It holds
/// for rounded scores too, as long as each operation is rounded correctly: none of them turns an order round.
template <class Real, std::size_t D, class S>
Real most_within(const S& score, const Real* query, const std::array<Real, D>& low,
                 const std::array<Real, D>& high) {
  std::array<Real, D> nearest;
  for (std::size_t c = 0; c < D; ++c) nearest[c] = std::clamp(query[c], low[c], high[c]);
  return score(Pair<Real>{query, nearest.data(), static_cast<int>(D)});
}

/// The same for a logarithm, which is not always rounded correctly: 4 ulp more, but where the whole box is
/// nearer than ε and all score alike.
template <class Real, std::size_t D>
Real most_within(const scores::Log& score, const Real* query, const std::array<Real, D>& low,
                 const std::array<Real, D>& high) {
  const Real most = most_within<Real, D, scores::Log>(score, query, low, high);
  std::array<Real, D> farthest;
  for (std::size_t c = 0; c < D; ++c) farthest[c] = query[c] - low[c] > high[c] - query[c] ? low[c] : high[c];
  if (distance(Pair<Real>{query, farthest.data(), static_cast<int>(D)}) <= Real(score.smallest)) return most;
  return most + 4 * std::numeric_limits<Real>::epsilon() * std::abs(most);
}

/// Finds the `count` best of one query under a score that falls with distance. Exact to the last tie: a box
/// is left out only where the score of its nearest point, which bounds the rounded score of all in it, and
/// its lowest agent are both beaten.
template <class Real, int D, class S> class NearestSearch {
 public:
  using Tree = NearestTree<Real, D>;

  /// `found` is where those found go.
  NearestSearch(const Tree& tree, const S& score, std::size_t count, std::vector<Scored<Real>>& found)
      : tree_(tree), score_(score), count_(count), found_(found) {}

  /// Leaves in `found`, in no order, the best of all but agent `except`, of which there are at least `count`.
  /// `last`: at least `count` are not worse than this one. `leaf`: where to begin; the nearer, the faster.
  void run(const Real* query, Agent except, Scored<Real> last, std::size_t leaf) {
    query_ = query;
    except_ = except;
    last_ = last;
    size_ = 0;
    found_.resize(enough() + Tree::leaf_size);
    scan(leaf);
    for (std::size_t b = tree_.leaves() + leaf; b > 1; b /= 2) {
      const std::size_t other = b ^ 1;
      if (!better(last_, bound(other))) visit(other);
    }
    keep_best();
    found_.resize(size_);
  }

 private:
  std::size_t enough() const { return 2 * count_; }

  Scored<Real> bound(std::size_t number) const {
    const auto& box = tree_.box(number);
    return {most_within(score_, query_, box.low, box.high), box.lowest};
  }

  void visit(std::size_t number) {
    if (number >= tree_.leaves()) return scan(number - tree_.leaves());
    const Scored<Real> left = bound(2 * number), right = bound(2 * number + 1);
    const bool left_first = better(left, right);
    const std::size_t first = 2 * number + (left_first ? 0 : 1);
    if (better(last_, left_first ? left : right)) return;
    visit(first);
    if (!better(last_, left_first ? right : left)) visit(first ^ 1);
  }

  /// Takes those of a leaf that are good enough so far: written in any case, kept by counting.
  void scan(std::size_t leaf) {
    const Scored<Real> last = last_;
    std::size_t size = size_;
    for (std::size_t p = tree_.first(leaf), end = tree_.first(leaf + 1); p < end; ++p) {
      const auto& item = tree_.item(p);
      const Scored<Real> next{score_(Pair<Real>{query_, item.key.data(), D}), item.agent};
      found_[size] = next;
      size += static_cast<std::size_t>(!better(last, next) & (item.agent != except_));
    }
    size_ = size;
    if (size_ >= enough()) keep_best();
  }

  void keep_best() {
    if (size_ <= count_) return;
    const auto at = [this](std::size_t k) { return found_.begin() + static_cast<std::ptrdiff_t>(k); };
    std::nth_element(at(0), at(count_ - 1), at(size_), better);
    size_ = count_;
    last_ = found_[count_ - 1];
  }

  const Tree& tree_;
  const S& score_;
  const std::size_t count_;
  std::vector<Scored<Real>>& found_;
  const Real* query_ = nullptr;
  Agent except_ = -1;
  Scored<Real> last_ = nobody<Real>;
  std::size_t size_ = 0;
};

}  // namespace heed

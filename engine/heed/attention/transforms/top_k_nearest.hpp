#pragma once
#include "heed/attention/attend.hpp"

#include <memory>

namespace heed {

/// Top-k attention over everyone on up to three topics, without looking at all pairs: where the score falls
/// with distance the k heeded most are the k nearest, and a k-d tree of the opinions, built anew at each
/// step, finds them. The set is the one the reference keeps, ties included, and so is every bit of the mean.
/// O(N log N + N k) in place of O(N²), also where all agree. Few agents, a k near N, and opinions that are
/// not finite or so far apart that their score is not, are left to the reference.
template <class Real> class TopKNearest final : public Attend<Real> {
 public:
  TopKNearest(const Attention& attention, const Network& network, int topics,
              std::unique_ptr<Attend<Real>> rows);

  /// Score similarity, distance or log, masks `all` and `top_k` alone, no bias, one to three topics.
  static bool suits(const Attention& attention, int topics);
  /// From so many agents on it is faster than looking at all pairs.
  static double fewest_agents(int) { return 0; }

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    rows_->weights(i, said, temperature, row);
  }
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const override;
  std::string_view algorithm() const override { return by_tree_ ? "top_k_tree" : rows_->algorithm(); }
  /// N (k + 1): those kept and the best that is not. For each one kept the search looks at 3 (one topic) to
  /// 10 (three) keys and boxes, where opinions are spread evenly.
  double pairs() const override;

 private:
  std::unique_ptr<Attend<Real>> rows_;
  Choice<scores::Catalogue> score_;
  std::size_t agents_, count_ = 0;
  bool self_, by_tree_;
};

}  // namespace heed

#pragma once
#include "heed/attention/attend.hpp"

#include <memory>

namespace heed {

/// Bounded confidence over everyone on one topic, without looking at all pairs: opinions are sorted, each
/// agent's circle is a window found by two pointers with the same rounded comparison as the reference, and
/// its mean is a difference of prefix sums carried in twice the precision. O(N log N) instead of O(N²);
/// displacements agree with the reference to its own rounding. Where query, key and value are not one array,
/// the reference takes over.
template <class Real> class SortedBounded final : public Attend<Real> {
 public:
  SortedBounded(const Attention& attention, const Network& network, int topics,
                std::unique_ptr<Attend<Real>> rows);

  /// Score uniform, masks `all` and `bounded` alone, no bias, one topic.
  static bool suits(const Attention& attention, int topics);
  /// From so many agents on it is faster than looking at all pairs.
  static double fewest_agents(int) { return 0; }

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    rows_->weights(i, said, temperature, row);
  }
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const override;
  std::string_view algorithm() const override { return "sorted_bounded"; }
  double pairs() const override { return rows_->pairs(); }

 private:
  std::unique_ptr<Attend<Real>> rows_;
  masks::Bounded bound_;
  bool self_;
};

}  // namespace heed

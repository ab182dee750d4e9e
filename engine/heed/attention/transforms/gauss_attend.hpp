#pragma once
#include "heed/attention/attend.hpp"
#include "heed/attention/transforms/gauss/transform.hpp"

#include <memory>

namespace heed {

/// Everyone by likeness on one to three topics, weights exp(-|x_i - x_j|² / 2w²T), by the fast Gauss
/// transform
/// (`GaussTransform`): O(N) instead of O(N²). Where an agent goes errs by at most 1e-12 (float: 1e-9) of the
/// smaller of w √(2T) and the widest difference there is, beside rounding. The rows take over where query,
/// key and value are not one array, agents have temperatures of their own, there are fewer than two agents,
/// or an opinion is not finite.
template <class Real> class GaussAttend final : public Attend<Real> {
 public:
  GaussAttend(const Attention& attention, const Network& network, int topics,
              std::unique_ptr<Attend<Real>> rows);

  /// Score similarity, the mask `all` alone, no bias, one to three topics.
  static bool suits(const Attention& attention, int topics);
  /// From so many agents on it is faster than looking at all pairs, measured for spread and clustered states.
  static double fewest_agents(int topics) { return topics == 1 ? 500 : topics == 2 ? 3000 : 20'000; }

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    rows_->weights(i, said, temperature, row);
  }
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const override;
  std::string_view algorithm() const override { return "fast_gauss"; }
  /// N times the terms of a series.
  double pairs() const override { return agents_ * transform_->terms(); }

 private:
  std::unique_ptr<Attend<Real>> rows_;
  double agents_, width_;
  int topics_;
  Hears hears_;
  std::unique_ptr<GaussTransform> transform_;
};

}  // namespace heed

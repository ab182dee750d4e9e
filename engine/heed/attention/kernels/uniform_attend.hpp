#pragma once
#include "heed/attention/attend.hpp"
#include "heed/attention/kernels/candidates.hpp"

#include <memory>

namespace heed {

/// All within reach alike, a_ij = 1/k: one of them is drawn in O(1), and heard together in O(k) without an
/// exponential. What agents make of one row or of one another goes this way; whole states and weights are
/// left to `rows`, whose name it keeps.
template <class Real> class UniformAttend final : public Attend<Real> {
 public:
  UniformAttend(std::shared_ptr<const Candidates> candidates, std::unique_ptr<Attend<Real>> rows)
      : candidates_(std::move(candidates)), rows_(std::move(rows)) {}

  /// Score `uniform`, no bias, and no mask that looks at opinions or counts.
  static bool suits(const Attention& attention);

  void weights(Agent i, const Said<Real>& said, Real temperature, Row<Real>& row) const override {
    rows_->weights(i, said, temperature, row);
  }
  void mean(const Said<Real>& said, Temperatures<Real> temperature, Matrix<Real>& out) const override {
    rows_->mean(said, temperature, out);
  }
  /// The same bits as the mean of the weights.
  std::size_t mean_for(Agent i, const Said<Real>& said, Real temperature, Row<Real>& room,
                       std::span<Real> out) const override;
  /// Number ⌊u k⌋ of the k within reach: the same as by summing weights, but for u within rounding of m / k.
  Agent draw(Agent i, const Said<Real>& said, Real temperature, double u, Row<Real>& room) const override;
  std::string_view algorithm() const override { return rows_->algorithm(); }
  double pairs() const override { return rows_->pairs(); }

 private:
  /// How many agent i can hear.
  std::size_t within_reach(Agent i) const;

  std::shared_ptr<const Candidates> candidates_;
  std::unique_ptr<Attend<Real>> rows_;
};

}  // namespace heed

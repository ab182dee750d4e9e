#pragma once
#include "heed/motion/flow.hpp"
#include "heed/motion/normalization.hpp"
#include "heed/motion/unnormalized.hpp"

#include <optional>
#include <vector>

namespace heed {

/// Everyone moves towards what is heard: dx_i/dt = g_i P_i (y_i - x_i), with y the attention-weighted mean, g
/// = 1 (or Z_i / n_i, not normalised), and P the projection onto the space. On the sphere P x = 0, so that
/// this is the flow of tokens through a transformer; on a ring all are heard at the copy of their point that
/// is nearest.
///
/// Abelson 1964; Geshkovski, Letrouit, Polyanskiy and Rigollet 2025, eqs. SA and USA.
template <class Real> class Averaging final : public Flow<Real> {
 public:
  /// Throws Error (data) where the normalisation asks for more than the setting has: a score of opinions
  /// without bias or top-k (none), everyone, oneself included, by a symmetric score (sinkhorn).
  Averaging(const FlowContext& context, const Space& space, Normalization normalization);

  void velocity(const Moment<Real>& moment, const Matrix<Real>& x, Matrix<Real>& out) override;
  void weights(const Moment<Real>& moment, const Matrix<Real>& x, Agent i, Row<Real>& row) const override;
  Space space() const override { return space_; }
  double rate() const override { return rate_; }
  bool averages() const override { return space_.line(); }

 private:
  const Matrix<Real>& listen(const Moment<Real>& moment, const Matrix<Real>& x, Agent i,
                             Row<Real>& row) const;
  void hear_rows(const Moment<Real>& moment, const Matrix<Real>& x, Matrix<Real>& out);
  void hear_balanced(const Moment<Real>& moment, const Matrix<Real>& x, Matrix<Real>& out) const;
  double partition(const Moment<Real>& moment, const Matrix<Real>& said, Agent i, const Row<Real>& row) const;
  void leave(const Matrix<Real>& x, Matrix<Real>& out) const;

  Attention attention_;
  Space space_;
  Normalization normalization_;
  std::optional<UnnormalizedDot<Real>> unnormalized_;
  std::vector<Real> gain_;  // g of each agent, where it is not 1
  double rate_ = 1;
};

}  // namespace heed

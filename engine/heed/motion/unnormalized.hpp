#pragma once
#include "heed/attention/attend.hpp"

#include <memory>
#include <vector>

namespace heed {

/// Attention of everyone to everyone by dot product with its partition function, in the time of attention
/// alone: y_i = Σ_j k_ij x_j / Z_i and Z_i = Σ_j k_ij, k_ij = exp(x_i · x_j / T).
///
/// Softmax keeps y and loses Z. Here one more agent is heard, with one more topic: (x_i, c) are the N agents
/// and (0, b) the one more, c (b - c) = T ln N. All heed it like N at distance 0, and what they hear on the
/// topic more, w = c + (b - c) / (1 + q), tells q = Z / N. Loses as many digits as Z / N has before the
/// point.
template <class Real> class UnnormalizedDot {
 public:
  /// attention: score `dot`, not scaled, mask `all` alone with self-ties, no bias.
  UnnormalizedDot(const Attention& attention, Agent agents, int topics);
  static bool suits(const Attention& attention);
  /// Is the temperature high enough that Z has digits to spare?
  static bool accurate(double temperature) { return temperature >= 0.1; }

  /// heard (N, K): y. share (N): Z / N.
  void operator()(const Matrix<Real>& x, Real temperature, Matrix<Real>& heard, std::vector<Real>& share);

 private:
  std::unique_ptr<Attend<Real>> attend_;
  Matrix<Real> said_, out_;
};

}  // namespace heed

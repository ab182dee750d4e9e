#pragma once
#include "heed/attention/attend.hpp"
#include "heed/attention/attention.hpp"

#include <vector>

namespace heed {

/// How the exponents of all rows are formed from a score s and a bias b, in powers of two:
///
///     exponent = (s - top) · slope + b · log2(e) - top_bias
///
/// (with the slope in place of log2(e) when the bias is in the temperature). Decided once per application,
/// from what is known of all agents and never from a row, so that bits do not depend on how rows are divided.
/// Where the range of the scores is so narrow that no weight can vanish, `top` is its upper end and the
/// largest of each row need not be known; otherwise each row looks for it first.
template <class Real> struct Exponents {
  const Real* slopes;  ///< log2(e) / T: one for each agent, or one for all
  bool slope_each, look_first, bias_in_temperature;
  Real top, top_bias;
};

/// The slopes of one application, and what `Exponents` points to.
template <class Real> class Slopes {
 public:
  explicit Slopes(Temperatures<Real> temperatures);
  const std::vector<Real>& values() const { return values_; }
  double steepest() const;  ///< the largest slope

 private:
  std::vector<Real> values_;
};

/// What is known of all rows of x (N, K), by their bounding box. O(N K).
template <class Real> Extent extent_of(const Matrix<Real>& x);

/// Decides for scores within a range; the biases of all ties differ by at most `bias_range`.
template <class Real>
Exponents<Real> exponents_within(const ScoreRange& range, const Slopes<Real>& slopes, double bias_range,
                                 bool bias_in_temperature);

/// Decides for a score of opinions x, whatever its range. The biases of all ties lie within [lowest_bias,
/// highest_bias]. Scores that are fixed by tie, or tell no range, are always looked at first.
template <class Real>
Exponents<Real> exponents_for(const Attention& attention, const Matrix<Real>& x, const Slopes<Real>& slopes,
                              double lowest_bias, double highest_bias);

}  // namespace heed

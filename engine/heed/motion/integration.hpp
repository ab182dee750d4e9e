#pragma once
#include "heed/core/carried.hpp"
#include "heed/motion/flow.hpp"
#include "heed/motion/pace.hpp"

#include <memory>
#include <span>

namespace heed {

/// What pulls agents back: θ of each agent, and the opinions (N, K) they are pulled to. No θ: no one is.
template <class Real> struct Anchors {
  std::span<const double> stubbornness;
  const Matrix<Real>& opinion;
};

/// How far one step was from the solution, as estimated under way.
struct IntegrationError {
  double largest = 0;   ///< distance of an agent, Euclidean over topics
  double relative = 0;  ///< over the spread of opinions then
};

/// A flow on its way through time: dx/dt = (1 - θ) F(x) + θ (x(0) - x), plus noise √(2 D) dW along the space.
///
/// Every 64th step is made once more without noise in two halves, and the difference estimates the error of a
/// step: |x_dt - x_(dt/2, dt/2)| · 2^p / (2^p - 1) for a method of order p (Hairer, Nørsett and Wanner 1993,
/// II.4).
template <class Real> class Integration {
 public:
  /// Throws Error (data) where the pace is impossible: `Pace::problem`.
  Integration(std::unique_ptr<Flow<Real>> flow, const Pace& pace);

  const Flow<Real>& flow() const { return *flow_; }
  const Pace& pace() const { return pace_; }
  const IntegrationError& error() const { return error_; }
  /// Goes on where another has come to: its error counts too.
  void follow(const Integration& other) { error_ = other.error_; }

  /// What a step leaves for the next.
  void carried(Carried& c) {
    c("largest_error", error_.largest);
    c("relative_error", error_.relative);
  }

  /// One step from x to out (N, K). On a ring x takes the copies of its points that are next to out.
  /// Throws Error (numeric) where the flow relaxes faster than steps of dt can follow.
  void step(const Moment<Real>& moment, Anchors<Real> anchors, Matrix<Real>& x, Matrix<Real>& out);

 private:
  void velocity(const Moment<Real>& moment, Anchors<Real> anchors, const Matrix<Real>& x, Matrix<Real>& out);
  void advance(const Moment<Real>& moment, Anchors<Real> anchors, double dt, Matrix<Real>& x,
               Matrix<Real>& out);
  void increment(const Moment<Real>& moment, Anchors<Real> anchors, double dt, const Matrix<Real>& x);
  void estimate(const Moment<Real>& moment, Anchors<Real> anchors, const Matrix<Real>& x);
  void shake(const Moment<Real>& moment, const Matrix<Real>& x);
  void check_rate(const Moment<Real>& moment) const;

  std::unique_ptr<Flow<Real>> flow_;
  Pace pace_;
  Space space_;
  IntegrationError error_;
  Matrix<Real> moved_, slope_, stage_;  // dx of a step; F of a stage; the state of a stage
};

}  // namespace heed

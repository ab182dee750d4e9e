#pragma once
#include "heed/core/carried.hpp"
#include "heed/layers/parameter.hpp"
#include "heed/layers/schedule.hpp"

namespace heed::layers {

struct AdamOptions {
  Schedule rate = ConstantRate{};
  double beta1 = 0.9, beta2 = 0.999;  ///< memory of the mean and of the square, in [0, 1)
  double epsilon = 1e-8;              ///< above 0
  double decay = 0;    ///< of weights, apart from the gradient (AdamW); times the rate, in each step
  double penalty = 0;  ///< λ: the gradient of a weight w is taken as g + λ w, that of a loss with λ |w|²/2
  double clip = 0;     ///< the largest norm of all gradients together; larger ones are scaled down; 0: none
};

/// Adam (Kingma and Ba 2015, algorithm 1), with the decay of AdamW (Loshchilov and Hutter 2019, algorithm 2):
///
///     m ← β₁ m + (1-β₁) g        v ← β₂ v + (1-β₂) g²
///     w ← w - η (m / (1-β₁ᵗ) / (√(v / (1-β₂ᵗ)) + ε) + decay w)
///
/// Decay and penalty are for parameters with Decay::weight.
template <class Real> class Adam {
 public:
  /// Throws Error (data) for options out of range.
  explicit Adam(const AdamOptions& options);

  /// Moves the parameters by their gradients, which stay, and returns the norm the gradients had before
  /// clipping. The list may be a part of a model; the rest stays as it is. O(parameters); same bits on any
  /// number of threads. Throws Error (data) where the list is not that of the last step, Error (numeric)
  /// where a gradient is not finite, naming the parameter; nothing has moved then.
  double step(const Parameters<Real>& parameters);

  /// What a step leaves for the next: the values of the parameters, and what is remembered of gradients.
  /// Throws Error (data) where the list is not that of the last step.
  void carried(Carried& c, const Parameters<Real>& parameters);

  /// Steps taken.
  std::uint64_t steps() const { return steps_; }
  /// The learning rate of the next step.
  double rate() const { return rate_at(options_.rate, steps_); }

 private:
  struct Moments {
    Matrix<Real> mean, square;
  };
  void check(const Parameters<Real>& parameters);
  double norm(const Parameters<Real>& parameters) const;
  void move(Parameter<Real>& parameter, Moments& moments, double scale) const;

  AdamOptions options_;
  std::vector<Moments> moments_;
  std::uint64_t steps_ = 0;
};

}  // namespace heed::layers

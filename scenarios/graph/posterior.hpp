#pragma once
#include "scenarios/graph/classifier.hpp"

namespace heed::scenarios::graph {

/// What can be known of an agent's class from its own ties and the features of all, when it is known how they
/// were drawn (Bayes' rule):
///
///     ln p(c | x, ties of i) = ln π_c + ln p(x_i | c) + Σ_{j ~ i} ln t_jc + Σ_{j not ~ i} ln(1 - t_jc)
///     t_jc = Σ_d B_cd p(d | x_j)        p(d | x_j) ∝ π_d p(x_j | d)
///
/// with shares π of the classes and probabilities B_cd of ties counted on the graph itself, classes known. No
/// method that looks no further than one tie can be right more often. It is attention over the candidate
/// classes: the softmax, at T = 1, of the log-odds that features and neighbours add up to.
class Posterior final : public Classifier {
 public:
  /// Throws Error (data) for a task that does not say how features were drawn.
  explicit Posterior(const Lesson& lesson);

  void learn() override {}
  bool finished() const override { return true; }
  void judge(Matrix<float>& out) override { out = log_posterior_; }

 private:
  Matrix<float> log_posterior_;
};

}  // namespace heed::scenarios::graph

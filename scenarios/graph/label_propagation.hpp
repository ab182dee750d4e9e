#pragma once
#include "heed/attention/attend.hpp"
#include "scenarios/graph/classifier.hpp"

namespace heed::scenarios::graph {

/// Classes that spread over ties: each agent takes the mean of those it hears, those of the part `train` stay
/// with what they are (Zhu, Ghahramani, Lafferty 2003, eq. 5). It is the opinion dynamics of Friedkin and
/// Johnsen with stubborn agents, one opinion for each class; an epoch is a step. Features are not looked at.
class LabelPropagation final : public Classifier {
 public:
  explicit LabelPropagation(const Lesson& lesson);

  void learn() override;
  bool finished() const override { return finished_; }
  void judge(Matrix<float>& out) override;
  void carried(Carried& c) override { c("share", share_), c("finished", finished_); }

 private:
  void hold();

  const Task& task_;
  std::unique_ptr<Attend<float>> attend_;
  Matrix<float> share_, heard_;  ///< (N, C): how much an agent holds of each class
  Matrix<float> prior_;          ///< (1, C): shares of the classes in `train`
  bool finished_ = false;
};

}  // namespace heed::scenarios::graph

#pragma once
#include "heed/layers/adam.hpp"
#include "scenarios/graph/classifier.hpp"
#include "scenarios/graph/net.hpp"

namespace heed::scenarios::graph {

/// A net that is trained by gradient on the whole graph at once: cross-entropy over the part `train`.
class Trained : public Classifier {
 public:
  /// `reach`: who hears whom, and over how many ties; `biases` counts them where it is not empty.
  Trained(const Lesson& lesson, layers::Scoring scoring, const Reach& reach,
          const std::vector<double>& biases);

  void learn() override;
  void judge(Matrix<float>& out) override;
  std::optional<Heeded> heeded() const override;
  void carried(Carried& c) override { adam_.carried(c, parameters_); }

 private:
  layers::Chance chance() const;

  const Task& task_;
  std::uint64_t seed_, number_;
  layers::Hearing hearing_;
  std::vector<float> counted_;  ///< by agent: 1 in `train`, else 0
  Net net_;
  layers::Parameters<float> parameters_;
  layers::Adam<float> adam_;
  Net::Cache cache_;
};

/// Whom agents hear by the settings.
Reach reach_of(const heed::Graph& graph, const Hearing& hearing);
/// b(h) for h = 0 … K by the settings; empty for none.
std::vector<double> biases_of(const Hearing& hearing);

}  // namespace heed::scenarios::graph

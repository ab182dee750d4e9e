#pragma once
#include "heed/core/carried.hpp"
#include "heed/graph/hops.hpp"
#include "scenarios/graph/settings.hpp"
#include "scenarios/graph/task.hpp"

#include <memory>
#include <optional>
#include <string>

namespace heed::scenarios::graph {

/// What a method is made with.
struct Lesson {
  const Task& task;
  const Hearing& hearing;
  const Reach& reach;  ///< whom agents hear by that
  const ModelSettings& model;
  const TrainingSettings& training;
  std::uint64_t seed;
  std::uint64_t number;  ///< of the method in the catalogue, for random numbers of its own
};

/// Weights of attention, layer after layer, for the edges of `edges`: the mean over heads.
struct Heeded {
  std::shared_ptr<const layers::Edges> edges;
  Matrix<float> weight;  ///< (layers, E)
  Matrix<float> bias;    ///< (layers, hops + 1); empty without biases
};

/// A way to tell the classes of agents. It sees features, ties, and the classes of the part `train`.
class Classifier {
 public:
  virtual ~Classifier() = default;
  /// Learns for one epoch. Throws Error (numeric) when that diverges.
  virtual void learn() = 0;
  /// Is there nothing more to learn?
  virtual bool finished() const { return false; }
  /// ln p of each class for each agent, as it thinks now: `out` (N, C).
  virtual void judge(Matrix<float>& out) = 0;
  /// Who was heeded in the last judgement, no one before the first; nothing where there is no attention to
  /// look at.
  virtual std::optional<Heeded> heeded() const { return {}; }
  /// What an epoch leaves for the next.
  virtual void carried(Carried&) {}
};

/// logits_ic - ln Σ_c' exp(logits_ic') in place.
void log_softmax(Matrix<float>& logits);

/// What a kind of method has beside its name and summary: it makes a classifier F.
template <class F> struct Method {
  std::unique_ptr<Classifier> make(const Lesson& lesson) const { return std::make_unique<F>(lesson); }
};

}  // namespace heed::scenarios::graph

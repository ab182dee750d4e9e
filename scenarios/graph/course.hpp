#pragma once
#include "scenarios/graph/classifier.hpp"
#include "scenarios/graph/methods.hpp"
#include "scenarios/graph/parts.hpp"

#include <string>
#include <vector>

namespace heed::scenarios::graph {

/// [training]: which methods learn, and how.
struct Training : TrainingSettings {
  ChoiceList<methods::Catalogue> methods{methods::Attention{}, methods::Gcn{}, methods::Mlp{},
                                         methods::LabelPropagation{}};

  void fields(Fields& f);
};

/// Everything that says how methods learn.
struct CourseSettings {
  Split split;
  Hearing hearing;
  ModelSettings model;
  Training training;

  void fields(Fields& f);
  std::vector<std::string> names() const;
};

/// Where a method stands.
struct Standing {
  double train_loss = 0, validation_loss = 0;  ///< now: mean of -ln p of the right class, in nats
  std::int64_t chosen = 0;                     ///< the epoch with the least validation loss so far
  double least_loss = 0;                       ///< that loss
  double train_accuracy = 0, validation_accuracy = 0,
         accuracy = 0;            ///< at that epoch; the last one of the test
  Matrix<float> log_probability;  ///< at that epoch (N, C); zeros before the first
  Heeded heeded;                  ///< at that epoch; no edges where there is no attention
  std::int64_t epochs = 0;
  bool finished = false;

  void carried(Carried& c, std::int64_t most);
};

/// Several methods that learn the same task side by side, an epoch a step. The part `test` is looked at to
/// report, and never to choose: what is reported is of the epoch with the least loss in validation, or of
/// the last one where there is no such part.
class Course {
 public:
  /// Draws the parts. Throws Error (data) where the task cannot be learned or a method does not fit it.
  Course(const CourseSettings& settings, Task task, std::uint64_t seed);
  Course(const Course&) = delete;

  /// One epoch of every method that has not finished. Throws Error (numeric) that names method and epoch
  /// where training diverges.
  void step();
  bool finished() const;
  /// What an epoch leaves for the next; `most` is the last there can be.
  void carried(Carried& c, std::int64_t most);

  std::int64_t steps() const { return steps_; }
  const Task& task() const { return task_; }
  const std::vector<Standing>& standings() const { return standings_; }
  /// Ties within reach of the settings, self-ties included where agents hear themselves.
  std::int64_t pairs() const { return pairs_; }
  bool learns_biases() const { return settings_.hearing.bias == HopBias::learned; }

 private:
  void judge(std::size_t method);

  CourseSettings settings_;
  Task task_;
  std::vector<std::string> names_;
  std::vector<std::unique_ptr<Classifier>> methods_;
  std::vector<Standing> standings_;
  std::vector<Agent> train_, validation_, test_;
  std::int64_t steps_ = 0, pairs_ = 0;
};

}  // namespace heed::scenarios::graph

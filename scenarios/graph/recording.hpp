#pragma once
#include "heed/io/recorder.hpp"
#include "scenarios/data_settings.hpp"
#include "scenarios/graph/course.hpp"

#include <string>
#include <vector>

namespace heed::scenarios::graph {

/// Writes a course down while it goes: how well methods do, epoch after epoch, and at the end what they say
/// of each agent and whom they heed, at the epoch that is reported.
class CourseRecording {
 public:
  CourseRecording(const DataRecord& settings, const std::vector<std::string>& methods, const Course& course,
                  Recorder& recorder);

  /// The present epoch.
  void record();
  /// What is kept of the end.
  void finish();
  /// Accuracies at the end.
  std::vector<std::pair<std::string, double>> measured() const;

  /// The names of all axes and variables.
  static std::vector<std::string> names();

 private:
  void declare_judgements();
  void declare_heeded(std::size_t method, const Heeded& heeded);
  std::string group_of(std::size_t method) const { return "heeded_" + methods_[method] + "/"; }

  const DataRecord& settings_;
  const std::vector<std::string> methods_;
  const Course& course_;
  Recorder& recorder_;
};

}  // namespace heed::scenarios::graph

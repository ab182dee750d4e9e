#pragma once
#include "heed/core/choice.hpp"
#include "heed/run/scenario.hpp"
#include "heed/run/settings.hpp"
#include "scenarios/data_settings.hpp"
#include "scenarios/graph/course.hpp"
#include "scenarios/graph/tasks.hpp"

namespace heed::scenarios {

/// Agents of a network in classes, of which some are known: trained attention tells the others by whom it
/// heeds, up to K ties away. Beside it stands what it is held against: the mean over neighbours, features
/// without ties, ties without features, and the exact posterior where there is one.
class Graph final : public Scenario {
 public:
  std::string_view summary() const override {
    return "classes of agents on a network, told by trained attention";
  }
  void fields(Fields& f) override;
  Frame frame() const override;
  void keep_states(Keep keep) override { record_.states = keep != Keep::none; }
  void check(const ScenarioFile& file, std::vector<Problem>& problems) override;
  Outcome rehearse(const ScenarioFile& file) override;
  Outcome run(const ScenarioFile& file, Recorder& recorder, Monitor& monitor) override;

 private:
  /// [run]
  struct Run {
    std::int64_t seed = 1, steps = 500;
    CheckpointInterval checkpoint;
    void fields(Fields& f);
  };
  /// [task]
  struct What {
    Choice<graph::tasks::Catalogue> kind;
    void fields(Fields& f) { f.kinds(kind, "drawn, or from files"); }
  };
  graph::Course make() const;

  Run run_;
  GraphSettings graph_;
  What task_;
  graph::CourseSettings course_;
  DataRecord record_;
};

}  // namespace heed::scenarios

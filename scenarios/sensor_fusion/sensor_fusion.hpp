#pragma once
#include "heed/core/choice.hpp"
#include "heed/run/scenario.hpp"
#include "scenarios/data_settings.hpp"
#include "scenarios/sensor_fusion/file.hpp"
#include "scenarios/sensor_fusion/fusion.hpp"
#include "scenarios/sensor_fusion/generated.hpp"

namespace heed::scenarios {

namespace sensors {
/// Where readings come from.
using Catalogue = std::tuple<Generated, File>;
}  // namespace sensors

/// Sensors that measure one number, fused by attention to how reliable they are: with keys ln r, query 1 and
/// T = 1 the weights of attention are the inverse-variance weights, and the fusion is the best there is as
/// long as errors are independent and sensors are honest. Beside it stands what it is held against.
class SensorFusion final : public Scenario {
 public:
  std::string_view summary() const override {
    return "one estimate out of many sensors, by attention to their reliability";
  }
  void fields(Fields& f) override;
  Frame frame() const override;
  void keep_states(Keep keep) override { record_.states = keep != Keep::none; }
  void check(const ScenarioFile& file, std::vector<Problem>& problems) override;
  Outcome rehearse(const ScenarioFile& file) override;
  Outcome run(const ScenarioFile& file, Recorder& recorder, Monitor& monitor) override;

 private:
  /// [sensors]
  struct Source {
    Choice<sensors::Catalogue> kind;
    void fields(Fields& f) { f.kinds(kind, "drawn, or from a file"); }
  };
  Fusion make();

  DataRun run_;
  Source sensors_;
  FusionSettings fusion_;
  DataRecord record_;
  std::int64_t steps_ = 0;  ///< of the readings, once they were opened
};

}  // namespace heed::scenarios

#pragma once
#include "heed/io/recorder.hpp"
#include "heed/run/scenario.hpp"
#include "scenarios/data_settings.hpp"
#include "scenarios/sensor_fusion/fusion.hpp"

#include <string>
#include <vector>

namespace heed::scenarios {

/// Writes a fusion down while it goes: axes time, estimator, sensor; how good methods and sensors are, and,
/// where wanted, every reading, weight and estimate.
class FusionRecording {
 public:
  FusionRecording(const DataRecord& settings, const std::vector<std::string>& methods, const Fusion& fusion,
                  Recorder& recorder);

  /// The present moment.
  void record();
  /// What is measured of methods and sensors, at the present moment.
  std::vector<std::pair<std::string, double>> measured() const;

  /// The names of all axes and variables.
  static std::vector<std::string> names();

 private:
  void declare_states();

  const DataRecord& settings_;
  const std::vector<std::string> methods_;
  const Fusion& fusion_;
  Recorder& recorder_;
};

}  // namespace heed::scenarios

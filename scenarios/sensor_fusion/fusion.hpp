#pragma once
#include "scenarios/sensor_fusion/listener.hpp"
#include "scenarios/sensor_fusion/methods.hpp"
#include "scenarios/sensor_fusion/watch.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace heed::scenarios {

/// [fusion]: how what sensors say becomes one number.
struct FusionSettings {
  ChoiceList<methods::Catalogue> methods{methods::Attention{}, methods::Robust{},   methods::Watchful{},
                                         methods::Mean{},      methods::Median{},   methods::BestSensor{},
                                         methods::Blue{},      methods::Tracking{}, methods::Kalman{}};
  FusionParameters parameters;

  void fields(Fields& f);
  std::vector<std::string> names() const;
};

/// Several methods at work on the same readings, and what is measured of them and of the sensors. A pure
/// function of settings and readings.
class Fusion {
 public:
  /// Throws Error (data) where a method does not fit the readings.
  Fusion(const FusionSettings& settings, std::unique_ptr<Readings> readings);

  /// Takes the next moment. While no sensor says anything all estimates stay.
  /// Throws Error (numeric) that names step and method when an estimate is no longer a finite number. O(K).
  void step();
  /// What a moment leaves for the next, of `most` moments.
  void carried(Carried& c, std::int64_t most);

  std::int64_t steps() const { return steps_; }
  const Readings& readings() const { return *readings_; }
  const Moment& moment() const { return moment_; }
  /// By method: what it made of the present moment.
  const std::vector<Fused>& fused() const { return fused_; }
  /// By method: mean of (estimate - truth)² so far; NaN before any truth was known.
  std::vector<double> mean_squared_errors() const;
  /// By sensor: how far its reading is from what the others say, in standard deviations as stated:
  /// (y_i - m) / √(v_i + var m) with m the inverse-variance mean of the others; NaN where there is no other.
  const std::vector<double>& innovations() const { return innovations_; }
  const Watch& watch() const { return watch_; }
  /// The keys of the method `learned`; empty without it.
  std::vector<double> learned_keys() const;

 private:
  void judge_sensors();
  void check_finite() const;

  std::vector<std::string> names_;
  std::unique_ptr<Readings> readings_;
  std::vector<std::unique_ptr<Fuser>> fusers_;
  const LearnedFuser* learned_ = nullptr;
  Moment moment_;
  std::vector<Fused> fused_;
  std::vector<double> squared_errors_, counts_;
  Listener listener_;
  Watch watch_;
  std::vector<double> keys_, innovations_;
  std::int64_t steps_ = 0;
};

}  // namespace heed::scenarios

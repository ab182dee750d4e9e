#pragma once
#include "heed/io/recorder.hpp"
#include "scenarios/data_settings.hpp"
#include "scenarios/market/walk.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::scenarios {

/// Writes a walk down while it goes: axes time (periods), pairing, asset and day; how good methods are in
/// each period, and, where wanted, affinities, partners and daily returns.
class MarketRecording {
 public:
  MarketRecording(const DataRecord& settings, std::vector<std::string> methods, const Walk& walk,
                  Recorder& recorder);

  /// The present period; `states`: with affinities and partners.
  void record();
  /// The daily returns of the present period, recorded or not.
  void record_days();
  /// What is measured of methods, in the present period and so far.
  std::vector<std::pair<std::string, double>> measured() const;

  /// The names of all axes and variables.
  static std::vector<std::string> names();

 private:
  void declare_measures();
  void declare_states();
  /// One number of every method.
  template <class Number> std::vector<double> by_method(Number number) const;

  const DataRecord& settings_;
  std::vector<std::string> methods_;
  const Walk& walk_;
  Recorder& recorder_;
};

}  // namespace heed::scenarios

#pragma once
#include "heed/io/recorder.hpp"
#include "heed/run/scenario.hpp"
#include "heed/run/settings.hpp"
#include "heed/run/simulation.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace heed::scenarios {

/// Writes a simulation down while it goes: axes time, snapshot, agent, topic, edge; observables over time,
/// opinions and attention over snapshots, the network once.
template <class Real> class Recording {
 public:
  Recording(const RecordSettings& settings, const Simulation<Real>& simulation, Recorder& recorder);

  /// What is due at the present step; everything when it is the last.
  void record(bool last);
  /// The outcome, as attributes.
  void finish(const Outcome& outcome);

  /// The first observable and its latest value, for a progress line.
  std::pair<std::string_view, double> latest() const;
  /// All observables at the last time they were measured.
  std::vector<std::pair<std::string, double>> measured() const;

 private:
  /// An observable as recorded: a number for the whole, or one for each topic.
  struct Measure {
    std::string name;
    bool per_topic;
    std::function<double(const Observation&, std::size_t)> value;
    std::vector<double> now;
  };

  void declare_measures();
  void declare_snapshots();
  void declare_graph();
  void record_observables();
  void record_opinions();
  void record_attention();
  void declare_graphs();
  void record_graph();

  const RecordSettings& settings_;
  const Simulation<Real>& simulation_;
  Recorder& recorder_;
  std::vector<Measure> measures_;
  Graph first_;                   ///< the graph at the start, which the axis of ties is made for
  std::vector<float> attention_;  ///< by edge, kept for its memory
};

}  // namespace heed::scenarios

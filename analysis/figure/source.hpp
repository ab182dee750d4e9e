#pragma once
#include "analysis/points.hpp"
#include "analysis/results.hpp"
#include "analysis/theory/compare.hpp"
#include "heed/graph/network.hpp"
#include "heed/run/sweep.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace heed::analysis {

/// What figures are drawn from: a file of heed, opened once, and what several of them ask of it, each found
/// when it is first asked for. Of opinions one snapshot at a time is in memory.
class FigureSource {
 public:
  /// `make` makes the scenario again, for attention that was not recorded and for theory; neither without it.
  explicit FigureSource(const std::string& file, MakeScenario make = {});
  ~FigureSource();
  FigureSource(const FigureSource&) = delete;
  FigureSource& operator=(const FigureSource&) = delete;

  const Results& results() const { return results_; }
  const TrajectoryReader& reader() const { return results_.reader; }
  bool is_sweep() const { return results_.is_sweep(); }
  bool is_opinion_run() const;

  /// The numbers of a run over time, up to the last time recorded.
  const OneRun& run() const;
  /// The times of a run that were recorded.
  std::size_t times() const { return static_cast<std::size_t>(run().rows()); }

  /// The times of the snapshots of opinions; none where opinions were not kept.
  const std::vector<double>& snapshots() const { return snapshots_; }
  const std::vector<std::string>& topics() const { return topics_; }
  /// Opinions (N, K) of a run at a snapshot.
  Matrix<double> opinions(std::size_t snapshot) const;
  /// The lowest and highest opinion of the chosen snapshots.
  std::pair<double, double> range(const std::vector<std::size_t>& snapshots, std::size_t topic) const;

  /// Agents, ties, labels and communities as the file has them; the graph has no ties where none were kept.
  const Network& network() const;
  bool has_ties() const { return results_.reader.has_variable("graph/source"); }
  /// The name of the community of an agent; "all" where there are none.
  std::string community_of(Agent agent) const;
  std::vector<std::string> communities() const;
  std::string label_of(Agent agent) const;

  /// Who heeds whom how much at a snapshot, a tie for each weight above 0: as recorded, or as the model of
  /// the file gives it for the opinions of then. Throws Error (data) with the reason where there is neither.
  std::vector<Tie> attention(std::size_t snapshot) const;
  /// Why there is no attention; empty where there is.
  std::string lacks_attention() const;

  /// All points of a sweep at the end of its runs, by series.
  const std::vector<PointSummary>& points() const;
  /// What laws predict at each point; none where they cannot be asked.
  const std::vector<ComparedPoint>& theory() const;

 private:
  struct Engine;
  const Engine& engine() const;

  Results results_;
  MakeScenario make_;
  std::vector<double> snapshots_;
  std::vector<std::string> topics_;
  mutable std::optional<OneRun> run_;
  mutable std::optional<Network> network_;
  mutable std::optional<std::vector<PointSummary>> points_;
  mutable std::optional<std::vector<ComparedPoint>> theory_;
  mutable std::unique_ptr<Engine> engine_;
};

}  // namespace heed::analysis

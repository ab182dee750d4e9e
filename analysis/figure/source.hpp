#pragma once
#include "analysis/points.hpp"
#include "analysis/results.hpp"
#include "analysis/theory/compare.hpp"
#include "heed/graph/network.hpp"
#include "heed/run/sweep.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace heed::analysis {

/// What is asked of figures beyond their kind; empty: what matters most.
struct FigureWishes {
  std::string observable;  ///< "polarization"
  std::string by;          ///< the swept parameter along the axis
  std::string folder;      ///< where relative paths of the scenario start; empty: where the file is
  bool theory = true;      ///< ask the laws too; of large sweeps that takes time
};

/// What laws say of a file, or why they were not asked.
struct TheoryAnswer {
  std::optional<TheorySubject> subject;
  std::vector<ComparedPoint> points;
  std::string why_not;
};

/// Agents by community, or all in one group: the largest communities by name, the others as one.
struct Groups {
  std::vector<std::string> names;
  std::vector<std::size_t> of;  ///< by agent
};

/// What figures are drawn from: a file of heed, opened once, and what several of them ask of it, each found
/// when it is first asked for. Of opinions one snapshot at a time is in memory.
class FigureSource {
 public:
  /// `make` makes the scenario again, for attention that was not recorded and for theory; neither without it.
  explicit FigureSource(const std::string& file, MakeScenario make = {}, FigureWishes wishes = {});
  ~FigureSource();
  FigureSource(const FigureSource&) = delete;
  FigureSource& operator=(const FigureSource&) = delete;

  const Results& results() const { return results_; }
  const TrajectoryReader& reader() const { return results_.reader; }
  bool is_sweep() const { return results_.is_sweep(); }
  const FigureWishes& wishes() const { return wishes_; }
  bool has(std::string_view variable) const { return reader().has_variable(variable); }

  /// How many times of a run were recorded.
  std::size_t recorded() const;
  /// The observable asked for, or those that are no states, what matters most first, nine unless told.
  std::vector<std::string> observables(std::size_t most = 9) const;
  std::vector<std::string> all_observables() const { return observables(results_.series.size()); }
  /// The places of the series of an observable.
  std::vector<std::size_t> series_of(const std::string& observable) const;

  /// The times of the snapshots of opinions; none where opinions were not kept.
  const std::vector<double>& snapshots() const { return snapshots_; }
  /// Topics, the first four.
  const std::vector<std::string>& topics() const { return topics_; }
  /// Opinions (N, K) of a run at a snapshot.
  Matrix<double> opinions(std::size_t snapshot) const;
  /// The lowest and highest opinion on a topic at these snapshots, at least a little apart: further than by
  /// rounding. Those beyond 1e300 are left out, so that the way from one to the other is a number too.
  std::pair<double, double> range(const std::vector<std::size_t>& snapshots, std::size_t topic) const;

  /// Agents, ties, labels and communities as the file has them, at the start; the graph has no ties where
  /// none were kept.
  const Network& network() const;
  /// The ties of the start with their weights, 1 where none were kept.
  std::vector<Tie> ties() const;
  /// The same for those who need labels and communities only: without reading ties.
  const Network& agents() const;
  bool has_ties() const { return has("graph/source"); }
  /// Were graphs kept on the way (record.graph_every)?
  bool has_graphs() const { return has_ties() && has("graph/source_at") && has("graph/target_at"); }
  /// The graph kept last at or before a time, 1, 2, … of those kept on the way; 0 is that of the start.
  std::size_t graph_place(double time) const;
  Graph graph_at(std::size_t place) const;
  /// A sentence where ties changed on the way and only those of the start are there; else empty.
  std::string ties_remark() const;
  const Groups& groups() const;
  std::string label_of(Agent agent) const;

  /// Who heeds whom how much at a snapshot, a tie for each weight above 0: as recorded, or as the model of
  /// the file gives it for the opinions of then. Throws Error (data) with the reason where there is neither.
  std::vector<Tie> attention(std::size_t snapshot) const;
  /// Why there is no attention; empty where there is.
  std::string lacks_attention() const;
  /// Snapshots, evenly spaced, for which attention can be found in a few seconds, and at most so many.
  std::vector<std::size_t> attention_snapshots(std::size_t most) const;

  /// All points of a sweep at the end of its runs, by series.
  const std::vector<PointSummary>& points() const;
  const TheoryAnswer& theory() const;

 private:
  struct Engine;
  const Engine& engine() const;
  double kept_ties() const { return has_ties() ? static_cast<double>(reader().shape("graph/source")[0]) : 0; }
  double heeded_pairs() const;

  Results results_;
  MakeScenario make_;
  FigureWishes wishes_;
  std::vector<double> snapshots_;
  std::vector<std::string> topics_;
  mutable std::optional<std::size_t> recorded_;
  mutable std::optional<Network> agents_, network_;
  mutable std::optional<Groups> groups_;
  mutable std::optional<std::vector<PointSummary>> points_;
  mutable std::optional<TheoryAnswer> theory_;
  mutable std::unique_ptr<Engine> engine_;
};

/// The labels of an axis where they are of this type; else none.
template <class T> std::vector<T> axis_labels(const TrajectoryReader& reader, std::string_view axis) {
  for (const Axis& a : reader.axes())
    if (a.name == axis)
      if (const auto* found = std::get_if<std::vector<T>>(&a.labels)) return *found;
  return {};
}

}  // namespace heed::analysis

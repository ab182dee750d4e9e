#include "analysis/figure/source.hpp"

#include "analysis/chart_axis.hpp"
#include "analysis/figure/spec.hpp"
#include "analysis/same_network.hpp"
#include "heed/core/error.hpp"
#include "heed/core/text_file.hpp"
#include "heed/predict/case.hpp"
#include "heed/run/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_topics = 4;
constexpr double furthest_opinion = 1e300;
constexpr double most_pairs_heeded = 3e7;  // attention of more than these takes more memory than figures may
constexpr double pairs_in_a_few_seconds = 5e7;  // over all snapshots of a figure

}  // namespace

/// The model of the file at work on its network.
struct FigureSource::Engine {
  std::unique_ptr<Simulation<double>> simulation;
  std::string why_not;
  bool changes = false;  ///< on the way, by events
};

FigureSource::FigureSource(const std::string& file, MakeScenario make, FigureWishes wishes)
    : results_(read_results(file)), make_(std::move(make)), wishes_(std::move(wishes)) {
  if (!is_sweep() && has("opinion")) {
    snapshots_ = axis_labels<double>(reader(), "snapshot");
    snapshots_.resize(std::min(snapshots_.size(), reader().shape("opinion")[0]));
    topics_ = axis_labels<std::string>(reader(), "topic");
    topics_.resize(std::min(topics_.size(), most_topics));
  }
}

FigureSource::~FigureSource() = default;

std::size_t FigureSource::recorded() const {
  if (!recorded_) recorded_ = recorded_times(results_, 0);
  return *recorded_;
}

std::vector<std::string> FigureSource::observables(std::size_t most) const {
  if (!wishes_.observable.empty()) {
    series_of(wishes_.observable);
    return {wishes_.observable};
  }
  std::vector<std::string> out;
  for (const Series& s : results_.series)
    if (!s.state && (out.empty() || out.back() != s.variable)) out.push_back(s.variable);
  const auto rank = [](const std::string& name) {
    return name == "polarization" || name == "mse" || name == "accuracy" || name == "sharpe" ? 0
           : name == "variance" || name == "recall"                                          ? 1
                                                                                             : 2;
  };
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  out.resize(std::min(out.size(), most));
  return out;
}

std::vector<std::size_t> FigureSource::series_of(const std::string& observable) const {
  return find_series(results_, {observable});
}

Matrix<double> FigureSource::opinions(std::size_t snapshot) const {
  const std::vector<std::size_t>& shape = reader().shape("opinion");
  const std::vector<double> all = reader().numbers("opinion", snapshot, 1);
  return Eigen::Map<const Matrix<double>>(all.data(), static_cast<Eigen::Index>(shape[1]),
                                          static_cast<Eigen::Index>(shape[2]));
}

std::pair<double, double> FigureSource::range(const std::vector<std::size_t>& chosen,
                                              std::size_t topic) const {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const std::size_t s : chosen) {
    const Matrix<double> now = opinions(s);
    for (const double x : now.col(static_cast<Eigen::Index>(topic)))
      if (std::abs(x) <= furthest_opinion) {
        low = std::min(low, x);
        high = std::max(high, x);
      }
  }
  if (!(low <= high)) return {0, 1};
  if (scale_over(low, high).low == low) return {low, high};
  const double room = std::max(0.5, std::abs(high) / 10);
  return {low - room, high + room};
}

const FigureSource::Engine& FigureSource::engine() const {
  if (engine_) return *engine_;
  engine_ = std::make_unique<Engine>();
  try {
    if (!make_) throw Error(ErrorKind::data, "the scenario cannot be made again");
    const auto scenario = checked_scenario(make_, scenario_in(reader(), results_.file, wishes_.folder));
    refuse_too_little_memory(scenario->least_memory_to_look());
    const std::optional<Setup> setup = scenario->setup();
    if (!setup) throw Error(ErrorKind::data, "it is not a run of opinions");
    engine_->changes = !setup->changes.empty();
    if (engine_->changes) throw Error(ErrorKind::data, "the model changes on the way: " + setup->changes[0]);
    need_same_network(results_, setup->network.graph);
    engine_->simulation = std::make_unique<Simulation<double>>(setup->model, setup->network, setup->seed);
  } catch (const Error& e) {
    engine_->why_not =
        "attention was not recorded (record.attention_every), and cannot be found again: " + briefly(e);
  }
  return *engine_;
}

std::string FigureSource::ties_remark() const {
  if (!has_ties() || has_graphs() || has("graph/attention") || !engine().changes) return "";
  return "Ties are those of the start; what events made of them was not kept (record.graph_every).";
}

/// How many pairs are looked at for the attention of a snapshot.
double FigureSource::heeded_pairs() const {
  if (has("graph/attention") || kept_ties() > most_pairs_heeded || !engine().simulation) return kept_ties();
  return pairs_of_rows(*engine().simulation);
}

std::string FigureSource::lacks_attention() const {
  if (snapshots_.empty()) return "opinions were not kept (record.opinions)";
  if (const double pairs = heeded_pairs(); pairs > most_pairs_heeded)
    return fmt::format("{:.0f} pairs of agents may heed each other, more than figures look at", pairs);
  if (has("graph/attention")) return "";
  return engine().why_not;
}

std::vector<std::size_t> FigureSource::attention_snapshots(std::size_t most) const {
  const double room = std::clamp(pairs_in_a_few_seconds / std::max(heeded_pairs(), 1.0), 2.0, 1000.0);
  return even_places(snapshots_.size(), std::min(most, static_cast<std::size_t>(room)));
}

std::vector<Tie> FigureSource::attention(std::size_t snapshot) const {
  if (const std::string lack = lacks_attention(); !lack.empty()) throw Error(ErrorKind::data, lack);
  std::vector<Tie> out;
  if (reader().has_variable("graph/attention")) {
    const std::vector<double> times = axis_labels<double>(reader(), "graph/snapshot_a");
    const auto at = std::upper_bound(times.begin(), times.end(), snapshots_[snapshot]);
    if (at == times.begin()) return out;
    out = ties();
    const auto place = static_cast<std::size_t>(at - times.begin() - 1);
    const std::vector<double> weight = reader().numbers("graph/attention", place, 1);
    for (std::size_t e = 0; e < out.size(); ++e) out[e].weight = weight.at(e);
  } else {
    Simulation<double>& simulation = *engine().simulation;
    simulation.restore(opinions(snapshot), static_cast<std::int64_t>(snapshots_[snapshot]));
    Row<double> row;
    for (Agent i = 0; i < simulation.network().agents(); ++i) {
      simulation.weights(i, row);
      for (std::size_t k = 0; k < row.heard.size(); ++k) out.push_back({i, row.heard[k], row.weight[k]});
    }
  }
  std::erase_if(out, [](const Tie& tie) { return !(tie.weight > 0); });
  return out;
}

const std::vector<PointSummary>& FigureSource::points() const {
  if (!points_) {
    std::vector<std::size_t> all(results_.series.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    points_ = summarise_points(results_, all, Moment{});
  }
  return *points_;
}

const TheoryAnswer& FigureSource::theory() const {
  if (theory_) return *theory_;
  theory_.emplace();
  try {
    if (!wishes_.theory) throw Error(ErrorKind::usage, "nobody wanted to know");
    if (!make_) throw Error(ErrorKind::data, "the scenario cannot be made again");
    theory_->subject = open_theory_subject(results_.file, {}, wishes_.folder);
    theory_->points = compare(*theory_->subject, make_, "");
  } catch (const Error& e) {  // the network file of a run may be gone
    theory_->why_not = briefly(e);
  }
  return *theory_;
}

}  // namespace heed::analysis

#include "analysis/figure/source.hpp"

#include "heed/core/error.hpp"
#include "heed/run/simulation.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

template <class T> std::vector<T> labels(const TrajectoryReader& reader, std::string_view axis) {
  for (const Axis& a : reader.axes())
    if (a.name == axis)
      if (const auto* found = std::get_if<std::vector<T>>(&a.labels)) return *found;
  return {};
}

std::vector<Tie> ties_of(const TrajectoryReader& reader) {
  if (!reader.has_variable("graph/source")) return {};
  const std::vector<double> heard = reader.numbers("graph/source"), hearer = reader.numbers("graph/target"),
                            weight = reader.has_variable("graph/weight") ? reader.numbers("graph/weight")
                                                                         : std::vector<double>();
  std::vector<Tie> out;
  for (std::size_t e = 0; e < heard.size(); ++e)
    out.push_back({static_cast<Agent>(hearer.at(e)), static_cast<Agent>(heard[e]),
                   weight.empty() ? 1.0 : weight.at(e)});
  return out;
}

/// The words of `flag_meanings`, one for each community.
std::vector<std::string> community_names(const Variable& variable) {
  std::vector<std::string> out;
  for (const Attribute& attribute : variable.attributes)
    if (const auto* text = std::get_if<std::string>(&attribute.value);
        text != nullptr && attribute.name == "flag_meanings") {
      std::istringstream words(*text);
      for (std::string word; words >> word;) out.push_back(word);
    }
  return out;
}

}  // namespace

/// The model of the file at work on its network.
struct FigureSource::Engine {
  std::unique_ptr<Simulation<double>> simulation;
  std::string why_not;
};

FigureSource::FigureSource(const std::string& file, MakeScenario make)
    : results_(read_results(file)), make_(std::move(make)) {
  if (!is_sweep() && reader().has_variable("opinion")) {
    snapshots_ = labels<double>(reader(), "snapshot");
    snapshots_.resize(std::min(snapshots_.size(), reader().shape("opinion")[0]));
    topics_ = labels<std::string>(reader(), "topic");
  }
}

FigureSource::~FigureSource() = default;

bool FigureSource::is_opinion_run() const { return !is_sweep() && results_.scenario == "opinion"; }

const OneRun& FigureSource::run() const {
  if (!run_)
    for_each_run(results_, [&](std::size_t, const OneRun& numbers) {
      run_ = numbers.topRows(static_cast<Eigen::Index>(recorded_times(numbers)));
    });
  return *run_;
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
  for (const std::size_t s : chosen)
    for (const double x : opinions(s).col(static_cast<Eigen::Index>(topic)))
      if (std::isfinite(x)) {
        low = std::min(low, x);
        high = std::max(high, x);
      }
  if (!(low <= high)) return {0, 1};
  return low < high ? std::pair{low, high} : std::pair{low - 0.5, high + 0.5};
}

const Network& FigureSource::network() const {
  if (network_) return *network_;
  network_.emplace();
  const auto agents = static_cast<Agent>(results_.agents);
  network_->graph = Graph(agents, ties_of(reader()));
  if (reader().has_variable("label")) network_->labels = reader().texts("label");
  if (reader().has_variable("community") && reader().shape("community").size() == 1) {
    const std::vector<double> numbers = reader().numbers("community");
    for (const double c : numbers) network_->community.push_back(static_cast<std::int32_t>(c));
    network_->community_names = community_names(reader().variable("community"));
    for (const std::int32_t c : network_->community)
      while (c >= static_cast<std::int32_t>(network_->community_names.size()))
        network_->community_names.push_back(std::to_string(network_->community_names.size()));
  }
  return *network_;
}

std::string FigureSource::community_of(Agent agent) const {
  if (network().community.empty()) return "all";
  const std::int32_t c = network().community[static_cast<std::size_t>(agent)];
  return c < 0 ? "unknown" : network().community_names[static_cast<std::size_t>(c)];
}

std::vector<std::string> FigureSource::communities() const {
  if (network().community.empty()) return {"all"};
  std::vector<std::string> out = network().community_names;
  if (std::count(network().community.begin(), network().community.end(), -1) > 0) out.emplace_back("unknown");
  return out;
}

std::string FigureSource::label_of(Agent agent) const {
  return network().labels.empty() ? std::to_string(agent) : network().labels[static_cast<std::size_t>(agent)];
}

const FigureSource::Engine& FigureSource::engine() const {
  if (engine_) return *engine_;
  engine_ = std::make_unique<Engine>();
  try {
    if (!make_ || !reader().has_variable("scenario_text"))
      throw Error(ErrorKind::data, "the file does not hold its scenario");
    std::vector<Problem> problems;
    const auto scenario =
        make_(ScenarioFile::parse(reader().texts("scenario_text").at(0), results_.file), problems);
    if (!problems.empty()) throw FileErrors(std::move(problems));
    const std::optional<Setup> setup = scenario->setup();
    if (!setup) throw Error(ErrorKind::data, "it is not a run of opinions");
    if (!setup->changes.empty())
      throw Error(ErrorKind::data, "the model changes on the way: " + setup->changes[0]);
    engine_->simulation = std::make_unique<Simulation<double>>(setup->model, setup->network, setup->seed);
  } catch (const Error& e) {
    engine_->why_not = std::string(
                           "attention was not recorded (record.attention_every), and cannot be found "
                           "again: ") +
                       e.what();
  }
  return *engine_;
}

std::string FigureSource::lacks_attention() const {
  if (snapshots_.empty()) return "opinions were not kept (record.opinions)";
  if (reader().has_variable("graph/attention")) return "";
  return engine().why_not;
}

std::vector<Tie> FigureSource::attention(std::size_t snapshot) const {
  if (const std::string lack = lacks_attention(); !lack.empty()) throw Error(ErrorKind::data, lack);
  std::vector<Tie> out;
  if (reader().has_variable("graph/attention")) {
    const std::vector<double> times = labels<double>(reader(), "graph/snapshot_a");
    const auto at = std::upper_bound(times.begin(), times.end(), snapshots_[snapshot]);
    if (at == times.begin()) return out;
    out = ties_of(reader());
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

const std::vector<ComparedPoint>& FigureSource::theory() const {
  if (theory_) return *theory_;
  theory_.emplace();
  if (!make_) return *theory_;
  try {
    theory_ = compare(open_theory_subject(results_.file, {}, ""), make_, "");
  } catch (const Error&) {  // no theory is drawn
  }
  return *theory_;
}

}  // namespace heed::analysis

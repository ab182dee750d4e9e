#include "analysis/figure/source.hpp"

#include "analysis/figure/spec.hpp"
#include "heed/core/error.hpp"
#include "heed/core/text_file.hpp"
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

constexpr std::size_t most_topics = 4, most_observables = 9, most_groups = 8;
constexpr double most_ties_heeded = 3e7;  // attention of more than these takes more memory than figures may
constexpr double ties_in_a_few_seconds = 5e7;  // over all snapshots of a figure

std::vector<Tie> ties_of(const TrajectoryReader& reader) {
  if (!reader.has_variable("graph/source")) return {};
  const std::vector<double> heard = reader.numbers("graph/source"), hearer = reader.numbers("graph/target"),
                            weight = reader.has_variable("graph/weight") ? reader.numbers("graph/weight")
                                                                         : std::vector<double>();
  if (hearer.size() != heard.size() || (!weight.empty() && weight.size() != heard.size()))
    throw Error(ErrorKind::data,
                fmt::format("the file has {} agents heard by {} hearers; ties need one of each", heard.size(),
                            hearer.size()));
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

const OneRun& FigureSource::run() const {
  if (!run_)
    for_each_run(results_, [&](std::size_t, const OneRun& numbers) {
      run_ = numbers.topRows(static_cast<Eigen::Index>(recorded_times(numbers)));
    });
  return *run_;
}

std::vector<std::string> FigureSource::observables() const {
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
  out.resize(std::min(out.size(), most_observables));
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
      if (std::isfinite(x)) {
        low = std::min(low, x);
        high = std::max(high, x);
      }
  }
  if (!(low <= high)) return {0, 1};
  return low < high ? std::pair{low, high} : std::pair{low - 0.5, high + 0.5};
}

const Network& FigureSource::network() const {
  if (network_) return *network_;
  network_.emplace();
  const auto agents = static_cast<Agent>(results_.agents);
  network_->graph = Graph(agents, ties_of(reader()));
  if (has("label") && reader().shape("label") == std::vector{results_.agents})
    network_->labels = reader().texts("label");
  if (has("community") && reader().shape("community") == std::vector{results_.agents}) {
    const std::vector<double> numbers = reader().numbers("community");
    for (const double c : numbers)
      network_->community.push_back(c >= 0 && c < agents ? static_cast<std::int32_t>(c) : -1);
    network_->community_names = community_names(reader().variable("community"));
    for (const std::int32_t c : network_->community)
      while (c >= static_cast<std::int32_t>(network_->community_names.size()))
        network_->community_names.push_back(std::to_string(network_->community_names.size()));
  }
  return *network_;
}

const Groups& FigureSource::groups() const {
  if (groups_) return *groups_;
  const std::vector<std::int32_t>& community = network().community;
  groups_.emplace();
  groups_->of.resize(results_.agents);
  if (community.empty()) {
    groups_->names = {"all"};
    return *groups_;
  }
  std::vector<std::size_t> size(network().community_names.size() + 1), order(size.size()), place(size.size());
  const auto kind = [&](std::int32_t c) { return c < 0 ? size.size() - 1 : static_cast<std::size_t>(c); };
  for (const std::int32_t c : community) ++size[kind(c)];
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t c) { return size[c] == 0; });
  if (order.size() > most_groups) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return size[a] > size[b]; });
    std::sort(order.begin(), order.begin() + most_groups - 1);
  }
  for (std::size_t k = 0; k < order.size(); ++k) {
    place[order[k]] = order.size() > most_groups ? std::min(k, most_groups - 1) : k;
    if (place[order[k]] < groups_->names.size()) continue;
    const bool rest = order.size() > most_groups && k == most_groups - 1;
    groups_->names.push_back(rest                          ? fmt::format("{} others", order.size() - k)
                             : order[k] + 1 == size.size() ? "unknown"
                                                           : network().community_names[order[k]]);
  }
  for (std::size_t i = 0; i < community.size(); ++i) groups_->of[i] = place[kind(community[i])];
  return *groups_;
}

std::string FigureSource::label_of(Agent agent) const {
  return network().labels.empty() ? std::to_string(agent) : network().labels[static_cast<std::size_t>(agent)];
}

const FigureSource::Engine& FigureSource::engine() const {
  if (engine_) return *engine_;
  engine_ = std::make_unique<Engine>();
  try {
    if (!make_) throw Error(ErrorKind::data, "the scenario cannot be made again");
    std::vector<Problem> problems;
    const auto scenario = make_(scenario_in(reader(), results_.file, wishes_.folder), problems);
    if (!problems.empty()) throw FileErrors(std::move(problems));
    const std::optional<Setup> setup = scenario->setup();
    if (!setup) throw Error(ErrorKind::data, "it is not a run of opinions");
    if (!setup->changes.empty())
      throw Error(ErrorKind::data, "the model changes on the way: " + setup->changes[0]);
    engine_->simulation = std::make_unique<Simulation<double>>(setup->model, setup->network, setup->seed);
  } catch (const Error& e) {
    engine_->why_not = "attention was not recorded (record.attention_every), and cannot be found again: " +
                       first_line(e.what());
  }
  return *engine_;
}

std::string FigureSource::lacks_attention() const {
  if (snapshots_.empty()) return "opinions were not kept (record.opinions)";
  if (has_ties() && static_cast<double>(reader().shape("graph/source")[0]) > most_ties_heeded)
    return fmt::format("there are {} ties, more than figures look at", reader().shape("graph/source")[0]);
  if (has("graph/attention")) return "";
  return engine().why_not;
}

std::vector<std::size_t> FigureSource::attention_snapshots(std::size_t most) const {
  const auto agents = static_cast<double>(results_.agents);
  const double ties = has_ties() ? static_cast<double>(reader().shape("graph/source")[0]) : agents * agents;
  const double room = std::clamp(ties_in_a_few_seconds / std::max(ties, 1.0), 2.0, 1000.0);
  return even_places(snapshots_.size(), std::min(most, static_cast<std::size_t>(room)));
}

std::vector<Tie> FigureSource::attention(std::size_t snapshot) const {
  if (const std::string lack = lacks_attention(); !lack.empty()) throw Error(ErrorKind::data, lack);
  std::vector<Tie> out;
  if (reader().has_variable("graph/attention")) {
    const std::vector<double> times = axis_labels<double>(reader(), "graph/snapshot_a");
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

const TheoryAnswer& FigureSource::theory() const {
  if (theory_) return *theory_;
  theory_.emplace();
  try {
    if (!wishes_.theory) throw Error(ErrorKind::usage, "nobody wanted to know");
    if (!make_) throw Error(ErrorKind::data, "the scenario cannot be made again");
    theory_->subject = open_theory_subject(results_.file, {}, wishes_.folder);
    theory_->points = compare(*theory_->subject, make_, "");
  } catch (const Error& e) {  // the network file of a run may be gone
    theory_->why_not = first_line(e.what());
  }
  return *theory_;
}

}  // namespace heed::analysis

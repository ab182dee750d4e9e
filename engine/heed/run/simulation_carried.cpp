// What a simulation leaves from one step to the next.
#include "heed/core/error.hpp"
#include "heed/run/simulation.hpp"

#include <algorithm>

namespace heed {

template <class Real> void Simulation<Real>::carried(Carried& c) {
  carried_changes(c);
  if (c.gives_back() && (rewired_ || !settings_.empty())) {
    if (!settings_.empty()) model_ = remodel_(settings_);
    apply_attention();
    apply_update();
    motion_.go_on(make_integration());
  }
  motion_.carried(c);
  if (c.gives_back()) apply_temperature();
}

/// What events have changed.
template <class Real> void Simulation<Real>::carried_changes(Carried& c) {
  std::vector<std::string> path, value, where;
  for (const Setting& s : settings_) {
    path.push_back(s.path);
    value.push_back(s.value);
    where.push_back(s.where);
  }
  c("setting_path", path);
  c("setting_value", value);
  c("setting_where", where);
  c("fixed", fixed_);
  c("fixed_stubbornness", fixed_stubbornness_);
  c("streams", streams_);
  c("rewired", rewired_);
  std::vector<Agent> hearer, heard;
  std::vector<double> weight;
  for (const Tie& t : rewired_ ? network_.graph.ties() : std::vector<Tie>()) {
    hearer.push_back(t.hearer);
    heard.push_back(t.heard);
    weight.push_back(t.weight);
  }
  c("hearer", hearer);
  c("heard", heard);
  c("weight", weight);
  if (!c.gives_back()) return;
  if (value.size() != path.size() || where.size() != path.size() || heard.size() != hearer.size() ||
      weight.size() != hearer.size() || fixed_stubbornness_.size() != fixed_.size() ||
      std::any_of(fixed_.begin(), fixed_.end(), [&](Agent i) { return i < 0 || i >= network_.agents(); }))
    throw Error(ErrorKind::data, "a checkpoint does not fit this run: its lists do not go together");
  settings_.clear();
  for (std::size_t k = 0; k < path.size(); ++k) settings_.push_back({path[k], value[k], where[k]});
  if (!rewired_) return;
  std::vector<Tie> ties;
  for (std::size_t k = 0; k < hearer.size(); ++k) ties.push_back({hearer[k], heard[k], weight[k]});
  network_.graph = Graph(network_.agents(), std::move(ties), network_.graph.weighted());
  heard_by_.clear();
}

template void Simulation<float>::carried(Carried&);
template void Simulation<double>::carried(Carried&);

}  // namespace heed

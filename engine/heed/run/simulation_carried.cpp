// What a simulation leaves from one step to the next.
#include "heed/run/simulation.hpp"

#include <algorithm>

namespace heed {

template <class Real> void Simulation<Real>::carried(Carried& c, std::int64_t most) {
  carried_changes(c);
  if (c.gives_back() && (rewired_ || !settings_.empty())) {
    if (!settings_.empty()) model_ = remodel_(settings_);
    if (model_.opinions.topics.size() != motion_.topics())
      Carried::refuse("its settings are of other topics");
    apply_attention();
    apply_update();
    motion_.go_on(make_integration());
  }
  motion_.carried(c, most);
  if (!c.gives_back()) return;
  check_finite();
  apply_temperature();
}

/// What events have changed.
template <class Real> void Simulation<Real>::carried_changes(Carried& c) {
  std::vector<std::string> path, value, where;
  for (const Setting& s : settings_) {
    path.push_back(s.path);
    value.push_back(s.value);
    where.push_back(s.where);
  }
  c.grows("setting_path", path);
  c.grows("setting_value", value);
  c.grows("setting_where", where);
  c.grows("fixed", fixed_);
  c.grows("fixed_stubbornness", fixed_stubbornness_);
  c("streams", streams_);
  c("rewired", rewired_);
  std::vector<Agent> hearer, heard;
  std::vector<double> weight;
  for (const Tie& t : rewired_ ? network_.graph.ties() : std::vector<Tie>()) {
    hearer.push_back(t.hearer);
    heard.push_back(t.heard);
    weight.push_back(t.weight);
  }
  c.grows("hearer", hearer);
  c.grows("heard", heard);
  c.grows("weight", weight);
  if (!c.gives_back()) return;
  if (value.size() != path.size() || where.size() != path.size() || heard.size() != hearer.size() ||
      weight.size() != hearer.size() || fixed_stubbornness_.size() != fixed_.size() ||
      std::any_of(fixed_.begin(), fixed_.end(), [&](Agent i) { return i < 0 || i >= network_.agents(); }))
    Carried::refuse("its lists do not go together");
  settings_.clear();
  for (std::size_t k = 0; k < path.size(); ++k) settings_.push_back({path[k], value[k], where[k]});
  if (!rewired_) return;
  std::vector<Tie> ties;
  for (std::size_t k = 0; k < hearer.size(); ++k) ties.push_back({hearer[k], heard[k], weight[k]});
  network_.graph = Graph(network_.agents(), std::move(ties), network_.graph.weighted());
  heard_by_.clear();
}

template void Simulation<float>::carried(Carried&, std::int64_t);
template void Simulation<double>::carried(Carried&, std::int64_t);

}  // namespace heed

#include "heed/audit/intervention.hpp"

#include "heed/core/error.hpp"
#include "heed/graphs/complete.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace heed {
namespace {

constexpr Agent most_with_all_ties = 3000;

/// The one of the values that comes after this one, the first after the last.
double next_value(const std::vector<double>& values, double now) {
  const auto at = std::find(values.begin(), values.end(), now);
  return at == values.end() || at + 1 == values.end() ? values.front() : *(at + 1);
}

/// Where two meet, or contact each other, one who speaks is heard whoever began.
bool hears_back(const Model& model) {
  const auto* gossip = model.dynamics.schedule.get<schedules::Gossip>();
  return (gossip != nullptr && gossip->mutual) || model.dynamics.kind.get<dynamics::ActivityDriven>();
}

/// Writes all ties out for a model; true where the mask went beyond the graph.
bool hear_ties_only(Model& model) {
  bool all = false;
  for (auto& mask : model.attention.masks)
    if (mask.get<masks::All>()) {
      mask = masks::Neighbours{};
      all = true;
    }
  return all;
}

}  // namespace

std::string_view act_word(Act act) {
  static constexpr std::array<std::string_view, 3> words{"nudge", "mute", "rewire"};
  return words[static_cast<std::size_t>(act)];
}

Space space_of(const Simulation<double>& simulation) {
  return simulation.integration() != nullptr ? simulation.integration()->flow().space() : Space{};
}

Eigen::RowVectorXd nudge(Simulation<double>& simulation, Agent agent, std::size_t topic, double delta) {
  const Space space = space_of(simulation);
  const auto k = static_cast<Eigen::Index>(topic);
  Matrix<double> from = simulation.state().row(agent), to = from, way = Matrix<double>::Zero(1, from.cols());
  const Domain domain = simulation.model().domain();
  if (!domain.values.empty()) {
    if (delta != 0) way(0, k) = next_value(domain.values, from(0, k)) - from(0, k);
  } else {
    way(0, k) = domain.holds(from(0, k) + delta) ? delta : -delta;
    if (!domain.holds(from(0, k) + way(0, k)))
      throw Error(ErrorKind::data, "a nudge of " + to_text(delta) + " leaves the opinions '" +
                                       std::string(simulation.model().dynamics.kind.kind()) +
                                       "' is defined for, " + domain.says() + "; give a smaller --delta");
  }
  if (space.sphere() && delta != 0) {
    if (std::abs(from(0, k)) > 0.9) std::swap(way(0, k), way(0, (k + 1) % from.cols()));  // not straight out
    space.make_tangent(std::span<const double>(row(std::as_const(from), 0)), row(way, 0));
    way *= delta / way.norm();
  }
  space.move(row(from, 0), std::span<const double>(row(std::as_const(way), 0)), row(to, 0));
  simulation.nudge(agent, row(std::as_const(to), 0));
  return to.row(0) - from.row(0);  // on a ring `from` is the copy from which that is the way gone
}

void mute(Simulation<double>& simulation, Agent agent) {
  const Graph& graph = simulation.network().graph;
  std::vector<Tie> ties = graph.ties();
  const bool both = hears_back(simulation.model());
  std::erase_if(ties, [&](const Tie& t) {
    return t.hearer != t.heard && (t.heard == agent || (both && t.hearer == agent));
  });
  simulation.replace_ties(std::move(ties));
}

void rewire(Simulation<double>& simulation, Agent agent, std::uint64_t seed) {
  const Agent agents = simulation.network().agents();
  std::vector<Tie> ties = simulation.network().graph.ties();
  // Pass 1: its contacts, whichever of the two hears the other.
  std::vector<Agent> contacts;
  for (const Tie& t : ties)
    if (t.hearer != t.heard && (t.hearer == agent || t.heard == agent))
      contacts.push_back(t.hearer == agent ? t.heard : t.hearer);
  std::sort(contacts.begin(), contacts.end());
  contacts.erase(std::unique(contacts.begin(), contacts.end()), contacts.end());
  if (!contacts.empty() && static_cast<Agent>(contacts.size()) == agents - 1)
    throw Error(ErrorKind::data, "agent " + std::to_string(agent) +
                                     " is tied to everyone: there are no others its ties could go to; ask "
                                     "--act mute or --act nudge");
  // Pass 2: another in place of each; first those that were no contacts.
  std::vector<Agent> others(static_cast<std::size_t>(agents));
  std::iota(others.begin(), others.end(), Agent{0});
  others.erase(others.begin() + agent);
  const auto known = std::stable_partition(others.begin(), others.end(), [&](Agent other) {
    return !std::binary_search(contacts.begin(), contacts.end(), other);
  });
  const auto fresh = static_cast<std::size_t>(known - others.begin());
  Stream stream(seed, Purpose::design, static_cast<std::uint64_t>(agent));
  for (std::size_t c = 0; c < contacts.size(); ++c)
    std::swap(others[c], others[c + stream.below((c < fresh ? fresh : others.size()) - c)]);
  const auto instead = [&](Agent contact) {
    return others[static_cast<std::size_t>(std::lower_bound(contacts.begin(), contacts.end(), contact) -
                                           contacts.begin())];
  };
  for (Tie& t : ties) {
    if (t.hearer == t.heard) continue;
    if (t.hearer == agent)
      t.heard = instead(t.heard);
    else if (t.heard == agent)
      t.hearer = instead(t.hearer);
  }
  simulation.replace_ties(std::move(ties));
}

std::vector<Agent> contact_counts(const Graph& graph) {
  std::vector<std::pair<Agent, Agent>> pairs;
  for (const Tie& t : graph.ties())
    if (t.hearer != t.heard) pairs.emplace_back(std::min(t.hearer, t.heard), std::max(t.hearer, t.heard));
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<Agent> out(static_cast<std::size_t>(graph.agents()));
  for (const auto& [a, b] : pairs) {
    ++out[static_cast<std::size_t>(a)];
    ++out[static_cast<std::size_t>(b)];
  }
  return out;
}

Course with_all_ties(Course course) {
  if (!hear_ties_only(course.setup.model)) return course;
  Network& network = course.setup.network;
  if (network.agents() > most_with_all_ties)
    throw Error(ErrorKind::data, "mask 'all' goes beyond the graph, and the ties of " +
                                     std::to_string(network.agents()) +
                                     " agents with everyone are too many to be changed one by one; ask "
                                     "--act nudge, or a network of at most " +
                                     std::to_string(most_with_all_ties) + " agents");
  network.graph = graphs::Complete{.agents = network.agents()}.make(0).graph;
  if (course.remodel)
    course.remodel = [remodel = std::move(course.remodel)](const std::vector<Setting>& settings) {
      Model model = remodel(settings);
      hear_ties_only(model);
      return model;
    };
  return course;
}

}  // namespace heed

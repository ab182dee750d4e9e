#include "scenarios/opinion/honesty.hpp"

#include "heed/graph/classes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

/// Is the model one of positive weights and nothing else: no pull back, no noise, no tie that may close?
template <class Real> bool only_averages(const Simulation<Real>& simulation) {
  const Update update = simulation.model().update();
  if (update.noise > 0 || update.rate == 0) return false;
  for (const double theta : draw(update.stubbornness, simulation.network(), 0, Purpose::stubbornness))
    if (theta > 0) return false;
  for (const auto& mask : simulation.model().settled_attention().masks)
    if (mask.template get<masks::Bounded>() || mask.template get<masks::TopK>()) return false;
  return simulation.model().settled_attention().mode == Mode::mean && simulation.fixed_agents() == 0;
}

template <class Real> double spread(const Simulation<Real>& simulation) {
  double out = 0;
  const auto& x = simulation.state();
  for (Eigen::Index c = 0; c < x.cols(); ++c)
    out = std::max(out, static_cast<double>(x.col(c).maxCoeff()) - static_cast<double>(x.col(c).minCoeff()));
  return out;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> facts_of(const Network& network) {
  const auto agents = network.agents();
  const auto edges = network.graph.edges();
  std::vector<std::pair<std::string, std::string>> out{{"agents", std::to_string(agents)}};
  if (edges > 0)
    out.emplace_back("ties", fmt::format("{}, {:.3g} heard per agent", edges,
                                         static_cast<double>(edges) / std::max<double>(1, agents)));
  if (!network.community.empty())
    out.emplace_back("communities", std::to_string(network.community_names.size()));
  return out;
}

template <class Real>
std::vector<std::string> warnings_of(const Simulation<Real>& simulation, bool converged,
                                     const RunSettings& run) {
  std::vector<std::string> out;
  if (simulation.state().size() == 0 || !only_averages(simulation)) return out;
  bool everyone = false;
  for (const auto& mask : simulation.model().attention.masks)
    everyone |= mask.template get<masks::All>() != nullptr;
  const int classes = everyone ? 1 : closed_classes(simulation.network().graph).count;
  const double left = spread(simulation);
  // Agreement to a thousandth of a unit of opinion, or to what the stopping rule leaves, counts as consensus.
  if (classes != 1 || left <= std::max(1e-3, 100 * run.tolerance)) return out;
  out.push_back(fmt::format(
      "not yet mixed: at step {} the spread is {:.3g}, but this model ends in consensus on this graph at any "
      "temperature "
      "above 0{}. What looks polarized is metastable, with a lifetime like exp(score gap / temperature). "
      "State the horizon "
      "with the result; for lasting camps use stubbornness, noise, or a mask that cuts (bounded, top_k).",
      simulation.steps(), left, converged ? ", too slowly for the tolerance of this run" : ""));
  return out;
}

template std::vector<std::string> warnings_of(const Simulation<float>&, bool, const RunSettings&);
template std::vector<std::string> warnings_of(const Simulation<double>&, bool, const RunSettings&);

}  // namespace heed::scenarios

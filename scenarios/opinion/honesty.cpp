#include "scenarios/opinion/honesty.hpp"

#include "heed/graph/classes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::scenarios {
namespace {

/// The largest minus the smallest of some opinions, on the topic where that is most.
template <class Real> class Spread {
 public:
  explicit Spread(Eigen::Index topics) : low_(topics), high_(topics) {}
  void add(const Matrix<Real>& x, Eigen::Index agent) {
    for (Eigen::Index c = 0; c < x.cols(); ++c) {
      low_(c) = empty_ ? x(agent, c) : std::min(low_(c), x(agent, c));
      high_(c) = empty_ ? x(agent, c) : std::max(high_(c), x(agent, c));
    }
    empty_ = false;
  }
  double width() const { return empty_ ? 0.0 : static_cast<double>((high_ - low_).maxCoeff()); }

 private:
  Eigen::Matrix<Real, Eigen::Dynamic, 1> low_, high_;
  bool empty_ = true;
};

template <class Real> double spread(const Matrix<Real>& x) {
  Spread<Real> out(x.cols());
  for (Eigen::Index i = 0; i < x.rows(); ++i) out.add(x, i);
  return out.width();
}

/// Does one step of a flow err by more than a hundredth of how far apart opinions are?
template <class Real> std::vector<std::string> steps_too_large(const Simulation<Real>& simulation) {
  const auto* integration = simulation.integration();
  if (!integration || integration->error().relative <= 0.01) return {};
  return {fmt::format(
      "steps too large: one step of dt = {:.3g} errs by up to {:.3g}, {:.2g} of how far apart opinions are. "
      "Make dynamics.step smaller until results no longer depend on it.",
      integration->pace().step, integration->error().largest, integration->error().relative)};
}

/// Is there nothing in the model but positive weights: no noise, no answer but to follow, no tie that opens
/// and closes with opinions, and no two stubborn agents who hold different opinions?
template <class Real> bool only_averages(const Simulation<Real>& simulation) {
  if (const auto* i = simulation.integration(); i && (!i->flow().averages() || i->pace().diffusion > 0))
    return false;
  const Update update = simulation.model().update();
  if (simulation.model().template response<Real>()) return false;
  if (update.noise > 0 || update.rate == 0) return false;
  const auto* gossip = simulation.model().dynamics.schedule.template get<schedules::Gossip>();
  if (gossip && gossip->mutual && update.rate == 1) return false;  // the two only trade places
  for (const auto& mask : simulation.attention().masks)
    if (mask.template get<masks::Bounded>() || mask.template get<masks::TopK>()) return false;
  Spread<Real> held(simulation.anchor().cols());
  for (Agent i = 0; i < simulation.network().agents(); ++i)
    if (simulation.stubbornness(i) > 0) held.add(simulation.anchor(), i);
  return held.width() == 0;
}

/// The ties that carry weight now: those of the masks that no score or bias closes.
template <class Real> Graph heeded(const Simulation<Real>& simulation) {
  std::vector<Tie> ties;
  Row<Real> row;
  for (Agent i = 0; i < simulation.network().agents(); ++i) {
    simulation.weights(i, row);
    for (const Agent j : row.heard) ties.push_back({i, j});
  }
  return Graph(simulation.network().agents(), std::move(ties));
}

/// The widest spread within a set of agents that would agree in the end: those that hear each other and no
/// one else.
template <class Real> double spread_to_close(const Simulation<Real>& simulation) {
  for (const auto& mask : simulation.attention().masks)
    if (mask.template get<masks::All>()) return spread(simulation.state());
  const ClosedClasses classes = closed_classes(heeded(simulation));
  std::vector<Spread<Real>> of(static_cast<std::size_t>(classes.count),
                               Spread<Real>(simulation.state().cols()));
  for (std::size_t i = 0; i < classes.of.size(); ++i)
    if (classes.of[i] >= 0)
      of[static_cast<std::size_t>(classes.of[i])].add(simulation.state(), static_cast<Eigen::Index>(i));
  double out = 0;
  for (const auto& s : of) out = std::max(out, s.width());
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

/// What to know of a model that draws, bounds or never rests.
template <class Real>
void warn_of_dynamics(const Simulation<Real>& simulation, bool converged, const RunSettings& run,
                      std::vector<std::string>& out) {
  const Model& model = simulation.model();
  if (simulation.attend().pairs() == 0)
    out.push_back("no one hears anyone: the graph has no ties; set attention.mask = \"all\", or use a graph");
  if (const std::string why = model.restless(); !why.empty())
    out.push_back(
        fmt::format("never at rest: {}, so the horizon of {} steps ends the run; average over time "
                    "what you measure, and leave out the start",
                    why, simulation.steps()));
  if (converged && run.patience == 1 && simulation.attention().mode == Mode::sample)
    out.push_back(
        "at rest by chance? whom agents hear is drawn, and \"converged\" says only that no one moved in one "
        "step; set run.patience to 50 or more");
  if (const auto cut = simulation.cut_moves(); cut > 0)
    out.push_back(
        fmt::format("{} moves, {:.3g} per agent and step, were cut off at the bounds of opinion: "
                    "what piles up there is shaped by the bound; see observable clipped_share",
                    cut,
                    static_cast<double>(cut) / static_cast<double>(simulation.steps()) /
                        static_cast<double>(simulation.network().agents())));
}

template <class Real>
std::vector<std::string> warnings_of(const Simulation<Real>& simulation, bool converged,
                                     const RunSettings& run) {
  if (simulation.state().size() == 0) return {};
  std::vector<std::string> out = steps_too_large(simulation);
  warn_of_dynamics(simulation, converged, run, out);
  if (!only_averages(simulation)) return out;
  const double left = spread_to_close(simulation);
  // A tenth of where it began is on its way to agreement; so is what the stopping rule leaves.
  if (left <= std::max(0.1 * spread(simulation.anchor()), 100 * run.tolerance)) return out;
  const bool walks = !simulation.integration() && simulation.model().update().rate == 1 &&
                     simulation.model().dynamics.schedule.template get<schedules::Synchronous>() != nullptr;
  out.push_back(fmt::format(
      "not yet mixed: at step {} the spread is {:.3g}, but with weights that are all above 0 agents who hear "
      "each other "
      "end in consensus{}{}. What looks polarized is metastable, with a lifetime that grows like exp(score "
      "gap / "
      "temperature). State the horizon with the result; for lasting camps use stubbornness, noise, or a mask "
      "that cuts "
      "(bounded, top_k).",
      simulation.steps(), left, converged ? ", here too slowly for the tolerance of the run" : "",
      walks ? " (or, on ties without odd cycles, swap sides for ever: then set dynamics.rate below 1)" : ""));
  return out;
}

template std::vector<std::string> warnings_of(const Simulation<float>&, bool, const RunSettings&);
template std::vector<std::string> warnings_of(const Simulation<double>&, bool, const RunSettings&);

}  // namespace heed::scenarios

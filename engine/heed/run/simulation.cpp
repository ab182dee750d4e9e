#include "heed/run/simulation.hpp"

#include "heed/attention/logit.hpp"
#include "heed/core/error.hpp"
#include "heed/core/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace heed {
namespace {

template <class Real>
Matrix<Real> initial_state(const Model& model, const Network& network, std::uint64_t seed) {
  const std::size_t topics = model.opinions.topics.size();
  const std::vector<double> drawn = draw(model.opinions.initial, network, seed, Purpose::initial, topics);
  Matrix<Real> out(network.agents(), static_cast<Eigen::Index>(topics));
  for (std::size_t k = 0; k < drawn.size(); ++k) out.data()[k] = static_cast<Real>(drawn[k]);
  return out;
}

/// The largest distance between two rows, block by block; NaN is passed on.
template <class Real> double distance_moved(const Matrix<Real>& now, const Matrix<Real>& before) {
  constexpr Eigen::Index rows = 4096;
  const auto blocks = static_cast<std::size_t>((now.rows() + rows - 1) / rows);
  return largest(blocks, [&](std::size_t block) {
    const Eigen::Index first = static_cast<Eigen::Index>(block) * rows,
                       count = std::min(rows, now.rows() - first);
    const auto moved = now.middleRows(first, count) - before.middleRows(first, count);
    const double most = static_cast<double>(
        now.cols() == 1 ? moved.cwiseAbs().template maxCoeff<Eigen::PropagateNaN>()
                        : std::sqrt(moved.rowwise().squaredNorm().template maxCoeff<Eigen::PropagateNaN>()));
    return most;
  });
}

}  // namespace

template <class Real>
Simulation<Real>::Simulation(Model model, Network network, std::uint64_t seed, Remodel remodel)
    : model_(std::move(model)),
      network_(std::move(network)),
      seed_(seed),
      remodel_(std::move(remodel)),
      motion_(initial_state<Real>(model_, network_, seed), seed) {
  apply_attention();
  apply_update();
  check_finite();
  apply_flow();
  check_domain();
}

template <class Real>
Simulation<Real>::Simulation(const Simulation& other)
    : model_(other.model_),
      network_(other.network_),
      seed_(other.seed_),
      remodel_(other.remodel_),
      motion_(other.anchor(), other.seed_),
      settings_(other.settings_),
      streams_(other.streams_),
      fixed_(other.fixed_),
      fixed_stubbornness_(other.fixed_stubbornness_),
      rewired_(other.rewired_) {
  apply_attention();
  apply_update();
  motion_.go_on(make_integration());
  motion_.catch_up(other.motion_);
  apply_temperature();
}

template <class Real> void Simulation<Real>::nudge(Agent agent, std::span<const double> opinion) {
  motion_.place(agent, opinion);
  check_finite();
  check_domain();
}

template <class Real> void Simulation<Real>::apply_attention() {
  if (const std::string refusal = model_.dynamics.refusal(); !refusal.empty())
    throw Error(ErrorKind::data, refusal);
  model_.check(network_);
  attention_ = model_.settled_attention();
  motion_.use(make_attend<Real>(attention_, network_, static_cast<int>(model_.opinions.topics.size())),
              attention_.mode);
  motion_.use(model_.response<Real>());
  std::visit(
      [&]<class T>(const T& temperature) {
        if constexpr (TemperaturePerAgent<T>) {
          const std::vector<double> each = temperature.each(network_, seed_);
          motion_.use_temperatures({each.begin(), each.end()});
        }
      },
      attention_.temperature.part());
  apply_temperature();
}

template <class Real> void Simulation<Real>::apply_temperature() {
  std::visit(
      [&]<class T>(const T& temperature) {
        if constexpr (TemperatureSchedule<T>)
          motion_.use_temperatures({static_cast<Real>(temperature.at(steps()))});
      },
      attention_.temperature.part());
}

template <class Real> void Simulation<Real>::apply_update() {
  const Update update = model_.update();
  std::vector<double> theta = draw(update.stubbornness, network_, seed_, Purpose::stubbornness);
  for (std::size_t i = 0; i < theta.size(); ++i)
    if (!(theta[i] >= 0 && theta[i] <= 1))
      throw Error(ErrorKind::data,
                  "the stubbornness of agent " + std::to_string(i) + " is " + to_text(theta[i]) +
                      " but must be between 0 and 1; choose another law for dynamics.stubbornness");
  for (std::size_t k = 0; k < fixed_.size(); ++k)
    theta[static_cast<std::size_t>(fixed_[k])] = fixed_stubbornness_[k];
  motion_.use(update.rate, update.noise, std::move(theta));
}

template <class Real> std::unique_ptr<Integration<Real>> Simulation<Real>::make_integration() const {
  const bool at_once = model_.dynamics.schedule.template get<schedules::Synchronous>() != nullptr;
  return std::visit(
      [&]<class D>(const D& d) -> std::unique_ptr<Integration<Real>> {
        if constexpr (FlowDynamics<D>) {
          if (!at_once) throw Error(ErrorKind::data, "dynamics: " + std::string(all_at_once));
          const int topics = static_cast<int>(model_.opinions.topics.size());
          auto flow = d.template flow<Real>(FlowContext{attention_, network_, topics, seed_});
          return std::make_unique<Integration<Real>>(std::move(flow), d.pace);
        } else {
          return nullptr;
        }
      },
      model_.dynamics.kind.part());
}

template <class Real> void Simulation<Real>::apply_flow() {
  const bool project = std::visit(
      []<class D>(const D& d) {
        if constexpr (requires { d.project; })
          return d.project;
        else
          return false;
      },
      model_.dynamics.kind.part());
  motion_.use(make_integration(), project);
}

template <class Real> double Simulation<Real>::step() {
  std::visit([this](const auto& schedule) { schedule.move(motion_); }, model_.dynamics.schedule.part());
  motion_.finish_step();
  apply_temperature();
  const double moved = distance_moved(motion_.state(), motion_.before());
  if (!std::isfinite(moved)) check_finite();
  return moved;
}

template <class Real> void Simulation<Real>::restore(const Matrix<Real>& state, std::int64_t step) {
  if (state.rows() != motion_.state().rows() || state.cols() != motion_.state().cols())
    throw Error(ErrorKind::data, "restore: the state has " + std::to_string(state.rows()) + " agents and " +
                                     std::to_string(state.cols()) + " topics, the simulation " +
                                     std::to_string(motion_.state().rows()) + " and " +
                                     std::to_string(motion_.state().cols()));
  motion_.restore(state, step);
  apply_temperature();
}

template <class Real> void Simulation<Real>::check_finite() const {
  for (Eigen::Index i = 0; i < state().rows(); ++i)
    for (Eigen::Index c = 0; c < state().cols(); ++c)
      if (!std::isfinite(state()(i, c)))
        throw Error(ErrorKind::numeric,
                    "step " + std::to_string(steps()) + ": the opinion of agent " + std::to_string(i) +
                        " on '" + model_.opinions.topics[static_cast<std::size_t>(c)] +
                        "' is no longer a finite number; try less noise, a smaller rate or "
                        "run.precision = \"float64\"");
}

template <class Real> void Simulation<Real>::check_domain() const {
  const Domain domain = model_.domain();
  for (Eigen::Index i = 0; i < state().rows(); ++i)
    for (Eigen::Index c = 0; c < state().cols(); ++c)
      if (!domain.holds(state()(i, c)))
        throw Error(ErrorKind::data, "step " + std::to_string(steps()) + ": agent " + std::to_string(i) +
                                         " has opinion " + to_text(static_cast<double>(state()(i, c))) +
                                         " on '" + model_.opinions.topics[static_cast<std::size_t>(c)] +
                                         "', but dynamics '" + std::string(model_.dynamics.kind.kind()) +
                                         "' is defined for opinions " + domain.says() +
                                         "; choose opinions.initial to match" +
                                         (domain.values.empty() ? "" : ", such as the law 'values'"));
}

template <class Real>
void Simulation<Real>::observe(const std::function<void(const Observation&)>& look) const {
  const Matrix<double> now = state().template cast<double>(),
                       before = motion_.before().template cast<double>();
  const auto row_sum = [this](const std::function<double(const AttentionRow&)>& term) {
    return sum(motion_.agents(), [&](std::size_t i) {
      thread_local Row<Real> row;
      thread_local std::vector<double> weight;
      const auto agent = static_cast<Agent>(i);
      motion_.weights(agent, row);
      weight.assign(row.weight.begin(), row.weight.end());
      return term({agent, row.heard, weight});
    });
  };
  const double cut = static_cast<double>(motion_.cut_moves()) / static_cast<double>(motion_.agents());
  look(Observation(network_, now, before, row_sum, cut));
}

template <class Real>
void Simulation<Real>::heeds(Agent i, std::vector<Agent>& heard, std::vector<double>& weight) const {
  thread_local Row<Real> row;
  attend().weights(i, Said<Real>(state()), temperatures()[static_cast<std::size_t>(i)], row);
  heard = row.heard;
  weight.assign(row.weight.begin(), row.weight.end());
}

template <class Real>
std::vector<double> Simulation<Real>::logits(Agent i, std::span<const Agent> others) const {
  if (heard_by_.empty()) heard_by_ = heed::heard_by(network_.graph);
  const auto community = [this](Agent a) {
    return network_.community.empty() ? -1 : network_.community[static_cast<std::size_t>(a)];
  };
  const Eigen::RowVectorXd own = state().row(i).template cast<double>();
  const auto temperature = static_cast<double>(temperatures()[static_cast<std::size_t>(i)]);
  std::vector<double> out;
  out.reserve(others.size());
  for (const Agent j : others) {
    const Eigen::RowVectorXd said = state().row(j).template cast<double>();
    const TieFacts tie{i, j, 1, 1, community(i), community(j), heard_by_[static_cast<std::size_t>(j)]};
    const Pair<double> pair{own.data(), said.data(), static_cast<int>(own.size())};
    out.push_back(logit(attention_, tie, pair, temperature));
  }
  return out;
}

template <class Real> void Simulation<Real>::replace_ties(std::vector<Tie> ties) {
  network_.graph = Graph(network_.agents(), std::move(ties), network_.graph.weighted());
  heard_by_.clear();
  rewired_ = true;
  apply_attention();
  apply_flow();
}

template <class Real> void Simulation<Real>::fix(Agent agent, double opinion, double stubbornness) {
  const Domain domain = model_.domain();
  if (!domain.holds(static_cast<Real>(opinion)) || (!domain.values.empty() && stubbornness != 1))
    throw Error(ErrorKind::data, "agent " + std::to_string(agent) + " cannot be tied to opinion " +
                                     to_text(opinion) + " with stubbornness " + to_text(stubbornness) +
                                     ": dynamics '" + std::string(model_.dynamics.kind.kind()) +
                                     "' is defined for opinions " + domain.says() +
                                     (domain.values.empty() ? "" : ", held with stubbornness 1"));
  motion_.fix(agent, opinion, stubbornness);
  if (const auto at = std::find(fixed_.begin(), fixed_.end(), agent); at != fixed_.end()) {
    fixed_stubbornness_.erase(fixed_stubbornness_.begin() + (at - fixed_.begin()));
    fixed_.erase(at);
  }
  fixed_.push_back(agent);
  fixed_stubbornness_.push_back(stubbornness);
}

template <class Real> void Simulation<Real>::set(const std::vector<Setting>& settings) {
  settings_.insert(settings_.end(), settings.begin(), settings.end());
  if (!remodel_) throw Error(ErrorKind::internal, "this simulation cannot change its parameters");
  model_ = remodel_(settings_);
  apply_attention();
  apply_update();
  apply_flow();
  check_domain();
}

template <class Real> Stream Simulation<Real>::stream() {
  return Stream(seed_, Purpose::event, streams_++, static_cast<std::uint64_t>(steps()));
}

template <class Real> bool Simulation<Real>::temperature_changes_after(std::int64_t step) const {
  return std::visit(
      [step]<class T>(const T& temperature) {
        if constexpr (TemperatureSchedule<T>)
          return temperature.changes_after(step);
        else
          return false;
      },
      attention_.temperature.part());
}

template class Simulation<float>;
template class Simulation<double>;

}  // namespace heed

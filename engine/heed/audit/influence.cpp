#include "heed/audit/influence.hpp"

#include "heed/core/parallel.hpp"
#include "heed/predict/case.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>

namespace heed {
namespace {

constexpr std::size_t fewest_agents = 20, most_numbers = std::size_t{1} << 24;

/// One pass over all rows of attention: what each agent receives, and who heeds those that are asked about.
void look_at_attention(const Simulation<double>& simulation, Influence& out) {
  const auto n = static_cast<std::size_t>(simulation.network().agents());
  std::vector<std::int64_t> place(n, -1);
  for (std::size_t p = 0; p < out.agents.size(); ++p)
    place[static_cast<std::size_t>(out.agents[p].agent)] = static_cast<std::int64_t>(p);
  out.received.assign(n, 0.0);
  std::vector<Row<double>> rows(std::min(n, block_size));
  for (std::size_t first = 0; first < n; first += rows.size()) {
    const std::size_t count = std::min(rows.size(), n - first);
    for_each_index(
        count, [&](std::size_t k) { simulation.weights(static_cast<Agent>(first + k), rows[k]); }, 16);
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t e = 0; e < rows[k].heard.size(); ++e) {
        const auto heard = static_cast<std::size_t>(rows[k].heard[e]);
        if (heard == first + k || !(rows[k].weight[e] > 0)) continue;
        out.received[heard] += rows[k].weight[e];
        if (place[heard] < 0) continue;
        AgentInfluence& agent = out.agents[static_cast<std::size_t>(place[heard])];
        agent.hearers.push_back(static_cast<Agent>(first + k));
        agent.attention.push_back(rows[k].weight[e]);
      }
  }
}

double furthest(const Eigen::Ref<const Eigen::RowVectorXd>& a,
                const Eigen::Ref<const Eigen::RowVectorXd>& b) {
  double out = std::numeric_limits<double>::quiet_NaN();
  for (Eigen::Index i = 0; i < a.size(); ++i)
    if (const double off = std::abs(a[i] - b[i]); std::isfinite(off) && !(out >= off)) out = off;
  return out;
}

void summarise(const Matrix<double>& effect, AgentInfluence& agent) {
  const auto hearers = static_cast<Eigen::Index>(agent.hearers.size());
  agent.on_hearers.resize(effect.rows(), hearers);
  for (Eigen::Index h = 0; h < effect.rows(); ++h) {
    double total = 0, net = 0, heeding = 0;
    for (Eigen::Index i = 0; i < effect.cols(); ++i) {
      if (i == agent.agent) continue;
      total += std::abs(effect(h, i));
      net += effect(h, i);
    }
    for (Eigen::Index k = 0; k < hearers; ++k) {
      agent.on_hearers(h, k) = effect(h, agent.hearers[static_cast<std::size_t>(k)]);
      heeding += std::abs(agent.on_hearers(h, k));
    }
    agent.total.push_back(total);
    agent.net.push_back(net);
    agent.beyond.push_back(std::max(0.0, total - heeding));
  }
}

}  // namespace

double cost_each(const Twins& twins) {
  // A copy of the world costs about as much as some tens of steps.
  const double steps = static_cast<double>(twins.question().horizons.back()) + 30;
  const Network& network = twins.start().network();
  // To make ties anew takes as long as to look at each of them a hundred times.
  return steps * (twins.start().attend().pairs() + 20.0 * network.agents()) +
         100.0 * static_cast<double>(twins.ties_made_anew()) * static_cast<double>(network.graph.edges());
}

double cost_once(const Twins& twins) { return pairs_of_rows(twins.start()); }

std::size_t agents_within(double budget, const Twins& twins) {
  const auto agents = static_cast<std::size_t>(twins.start().network().agents());
  const double count =
      std::clamp((budget - cost_once(twins)) / cost_each(twins), 0.0, static_cast<double>(agents));
  return std::min(agents, std::max(fewest_agents, static_cast<std::size_t>(count)));
}

std::vector<Agent> drawn_agents(Agent agents, std::size_t count, std::uint64_t seed) {
  std::vector<Agent> out(static_cast<std::size_t>(agents));
  std::iota(out.begin(), out.end(), Agent{0});
  if (count >= out.size()) return out;
  Stream stream(seed, Purpose::design, largest_seed);  // no agent has this number
  for (std::size_t k = 0; k < count; ++k) std::swap(out[k], out[k + stream.below(out.size() - k)]);
  out.resize(count);
  std::sort(out.begin(), out.end());
  return out;
}

Influence influence(const Twins& twins, std::span<const Agent> agents,
                    const std::optional<ExactInfluence>& exact, SweepMonitor& monitor) {
  Influence out{
      .question = twins.question(), .received = {}, .agents = std::vector<AgentInfluence>(agents.size())};
  for (std::size_t p = 0; p < agents.size(); ++p) out.agents[p].agent = agents[p];
  look_at_attention(twins.start(), out);
  const std::size_t horizons = out.question.horizons.size();
  const bool keep = agents.size() * horizons * out.received.size() <= most_numbers;
  std::mutex mutex;
  std::size_t done = 0;
  for_jobs(agents.size(), [&](std::size_t p) {
    AgentInfluence& agent = out.agents[p];
    const Matrix<double> effect = twins.effect(agent.agent);
    summarise(effect, agent);
    agent.off.assign(horizons, std::numeric_limits<double>::quiet_NaN());
    if (exact) {
      const Matrix<double> expected = exact->effect(agent.agent);
      for (std::size_t h = 0; h < horizons; ++h)
        agent.off[h] =
            furthest(effect.row(static_cast<Eigen::Index>(h)), expected.row(static_cast<Eigen::Index>(h)));
    }
    if (keep) agent.on_all = effect;
    const std::lock_guard lock(mutex);
    monitor.finished(++done, agents.size(), 0);
  });
  return out;
}

}  // namespace heed

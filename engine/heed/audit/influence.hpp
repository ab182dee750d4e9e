#pragma once
#include "heed/audit/exact.hpp"
#include "heed/run/sweep.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace heed {

/// What one agent gets of attention, and what it does to the others.
struct AgentInfluence {
  Agent agent = 0;
  std::vector<Agent> hearers = {};     ///< those others who give it attention
  std::vector<double> attention = {};  ///< how much each of them gives
  Matrix<double> on_hearers = {};      ///< I_ij (horizons, hearers)
  std::vector<double> total = {};      ///< Σ |I_ij| over the others, at each horizon
  std::vector<double> net = {};        ///< Σ I_ij over the others
  std::vector<double> beyond = {};     ///< Σ |I_ij| over those others who give it no attention
  std::vector<double> off = {};  ///< the largest difference from what is exact; NaN where nothing is known
  Matrix<double> on_all = {};    ///< I_ij (horizons, N), itself included, where it was kept
};

/// Attention beside influence.
struct Influence {
  Question question = {};
  std::vector<double> received = {};  ///< attention that each agent (N) gets of others, Σ_i a_ij, i ≠ j
  std::vector<AgentInfluence> agents = {};  ///< those that were asked about
};

/// What it costs to ask about one agent, in pairs that are looked at.
double cost_each(const Twins& twins);
/// What it costs to look at the attention of all, however many are asked about.
double cost_once(const Twins& twins);

/// How many agents can be asked about within a budget, counted in pairs that are looked at; at least 20 of
/// them where there are so many. The same on any machine.
std::size_t agents_within(double budget, const Twins& twins);

/// So many agents of N, drawn by the seed, in increasing order; all where there are no more.
std::vector<Agent> drawn_agents(Agent agents, std::size_t count, std::uint64_t seed);

/// Asks twins about these agents, in parallel, and holds what comes out against what is exact, where that is
/// given. Whole rows of influence are kept where they are no more than 2^24 numbers in all. The result does
/// not depend on the threads. Throws Error (numeric, data), Interrupted.
Influence influence(const Twins& twins, std::span<const Agent> agents,
                    const std::optional<ExactInfluence>& exact, SweepMonitor& monitor);

}  // namespace heed

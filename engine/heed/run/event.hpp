#pragma once
#include "heed/core/fields.hpp"
#include "heed/core/random.hpp"
#include "heed/graph/network.hpp"

#include <concepts>
#include <span>
#include <string_view>
#include <vector>

namespace heed {

/// What an event can change of a running simulation.
class World {
 public:
  virtual ~World() = default;
  virtual const Network& network() const = 0;
  /// Whom agent i heeds now, in increasing order, and how much; the weights sum to 1.
  virtual void heeds(Agent i, std::vector<Agent>& heard, std::vector<double>& weight) const = 0;
  /// The logits agent i would give others were they tied to it by a tie of weight 1; -∞ where a mask closes
  /// it.
  virtual std::vector<double> logits(Agent i, std::span<const Agent> others) const = 0;
  virtual void replace_ties(std::vector<Tie> ties) = 0;
  /// Ties an agent to an opinion (on every topic) with a stubbornness in [0, 1]; it takes that opinion at
  /// once.
  virtual void fix(Agent agent, double opinion, double stubbornness) = 0;
  /// Other parameters of [attention] and [dynamics] from now on.
  virtual void set(const std::vector<Setting>& settings) = 0;
  /// Random numbers for the event that happens now: each call gives another stream, so that no two events
  /// share one.
  virtual Stream stream() = 0;
};

/// An event changes the world at a step. One file of the catalogue `events`.
template <class E>
concept Event = requires(const E e, World& world) {
  { E::summary } -> std::convertible_to<std::string_view>;
  e.happen(world);
};

}  // namespace heed

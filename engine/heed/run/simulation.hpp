#pragma once
#include "heed/motion/motion.hpp"
#include "heed/observe/observation.hpp"
#include "heed/run/event.hpp"
#include "heed/run/model.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace heed {

/// A model at work on a network: make it, step it, look at it. A pure function of model, network and seed.
template <class Real> class Simulation final : public World {
 public:
  /// The model after some parameters were set by an event.
  using Remodel = std::function<Model(const std::vector<Setting>&)>;

  /// Draws initial opinions, stubbornness and temperatures from the streams of the seed.
  /// Throws Error (data) when the model does not fit the network, or θ leaves [0, 1].
  Simulation(Model model, Network network, std::uint64_t seed, Remodel remodel = {});

  /// A twin: the same world at the same moment, with the same random numbers ahead.
  Simulation(const Simulation& other);

  /// One step; returns the largest distance an agent moved, Euclidean over topics.
  /// Throws Error (numeric) that names step, agent and topic when an opinion is no longer a finite number.
  double step();

  /// Goes on from a state (N, K) reached at a step, such as a snapshot read from a file: the steps after it
  /// have the same bits as in the run it came from. What events did before that step must be done again
  /// first.
  void restore(const Matrix<Real>& state, std::int64_t step);

  /// What a step leaves for the next, events included: given back to a simulation newly made, the steps after
  /// it have the same bits. Step `most` is the last there can be.
  void carried(Carried& c, std::int64_t most = std::numeric_limits<std::int64_t>::max());
  /// Agent has these opinions (K) now, as if it had changed its mind; what it is pulled to stays.
  /// Throws Error (data) where the model is not defined for them, or its space does not hold them.
  void nudge(Agent agent, std::span<const double> opinion);

  std::int64_t steps() const { return motion_.step(); }
  const Matrix<Real>& state() const { return motion_.state(); }
  const Model& model() const { return model_; }
  /// The attention of the model, with what its dynamics settles.
  const Attention& attention() const { return attention_; }
  const Attend<Real>& attend() const { return motion_.attend(); }
  /// Of the present step: those of the attention that the next step applies.
  Temperatures<Real> temperatures() const { return motion_.temperatures(); }
  /// The attention of agent i to the present state; safe to call from several threads.
  void weights(Agent i, Row<Real>& row) const { motion_.weights(i, row); }
  /// How continuous time goes on; null where the dynamics goes by steps of its own.
  const Integration<Real>* integration() const { return motion_.integration(); }
  /// θ of agent i, and the opinions (N, K) it pulls to.
  double stubbornness(Agent i) const { return motion_.stubbornness(i); }
  const Matrix<Real>& anchor() const { return motion_.anchor(); }
  /// Will the temperature still change after this step?
  bool temperature_changes_after(std::int64_t step) const;
  /// Moves so far that were cut off at a bound of the model.
  std::int64_t cut_moves() const { return motion_.all_cut_moves(); }
  /// How many agents events have tied to an opinion.
  std::size_t fixed_agents() const { return fixed_.size(); }

  /// Calls `look` with the present moment as observables see it.
  void observe(const std::function<void(const Observation&)>& look) const;

  // World: what events change.
  const Network& network() const override { return network_; }
  void heeds(Agent i, std::vector<Agent>& heard, std::vector<double>& weight) const override;
  std::vector<double> logits(Agent i, std::span<const Agent> others) const override;
  void replace_ties(std::vector<Tie> ties) override;
  void fix(Agent agent, double opinion, double stubbornness) override;
  void set(const std::vector<Setting>& settings) override;
  Stream stream() override;

 private:
  void apply_attention();
  void apply_temperature();
  void apply_update();
  void apply_flow();
  std::unique_ptr<Integration<Real>> make_integration() const;
  void carried_changes(Carried& c);
  void check_finite() const;
  void check_domain() const;

  Model model_;
  Attention attention_;
  Network network_;
  std::uint64_t seed_;
  Remodel remodel_;
  Motion<Real> motion_;
  std::vector<Setting> settings_;
  std::uint64_t streams_ = 0;
  std::vector<Agent> fixed_;  ///< by events
  std::vector<double> fixed_stubbornness_;
  bool rewired_ = false;                ///< by events
  mutable std::vector<Edge> heard_by_;  ///< of the present graph, once asked for
};

}  // namespace heed

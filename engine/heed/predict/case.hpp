#pragma once
#include "heed/chain/chain.hpp"
#include "heed/chain/spectrum.hpp"
#include "heed/graph/classes.hpp"
#include "heed/run/setup.hpp"
#include "heed/run/simulation.hpp"

#include <optional>
#include <string>

namespace heed {

/// Pairs that would have to be kept to know all weights: everyone and everyone where the mask is `all`, also
/// where the mean is found without looking at each pair.
double pairs_of_rows(const Simulation<double>& simulation);

/// A setting as theory sees it: the model at its first step, and what follows from it once asked for. Ask
/// from one thread.
class Case {
 public:
  /// Throws Error (data) where the model does not fit the network.
  explicit Case(Setup setup);

  const Model& model() const { return simulation_.model(); }
  const Network& network() const { return simulation_.network(); }
  /// The attention with what the dynamics settles.
  const Attention& attention() const { return simulation_.attention(); }
  const Update& update() const { return update_; }
  const std::vector<std::string>& changes() const { return changes_; }
  std::int64_t steps() const { return steps_; }
  std::uint64_t seed() const { return seed_; }
  double agents() const { return static_cast<double>(network().agents()); }
  /// The opinions (N, K) everyone begins with.
  const Matrix<double>& first() const { return simulation_.state(); }
  double stubbornness(Agent i) const { return simulation_.stubbornness(i); }
  /// T where it is one number for all that never changes.
  std::optional<double> temperature() const;
  /// "" where there is one topic, else "[climate]": what the names of series and predictions end with.
  std::string topic_suffix(std::size_t topic) const;

  double pairs() const { return pairs_of_rows(simulation_); }
  /// The weights at the first step, for good where they are fixed; an agent that hears no one heeds itself.
  const Chain& chain() const;
  /// The same with the rate: x' = P x.
  const Chain& step_chain() const;
  const ClosedClasses& classes() const;
  /// π, one closed class given: by detailed balance where that holds, else by an eigen-solver; null where
  /// that did not converge.
  const Stationary* stationary() const;
  /// Are the weights in detailed balance, as those of symmetric scores?
  bool balanced() const;
  /// The ends of the spectrum of `step_chain` where it is in detailed balance and the solver converged; else
  /// null.
  const Ends* ends() const;

 private:
  void analyse() const;

  Simulation<double> simulation_;
  Update update_;
  std::vector<std::string> changes_;
  std::int64_t steps_;
  std::uint64_t seed_;
  mutable std::optional<Chain> chain_, step_chain_;
  mutable std::optional<ClosedClasses> classes_;
  mutable std::optional<Eigen::VectorXd> balance_;
  mutable std::optional<Stationary> stationary_;
  mutable std::optional<Ends> ends_;
  mutable bool analysed_ = false;
};

}  // namespace heed

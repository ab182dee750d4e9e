#pragma once
#include "heed/audit/intervention.hpp"

#include <cstdint>
#include <vector>

namespace heed {

/// What is asked of a run: what is done to an agent, and after how many steps one looks.
struct Question {
  Act act = Act::nudge;
  double delta = 0.01;                    ///< of a nudge
  std::size_t topic = 0;                  ///< that is nudged, and on which others are looked at
  std::vector<std::int64_t> horizons{1};  ///< h, increasing, from 1
};

/// The beginning of a run. Throws Error (data) where the model does not fit the network.
Simulation<double> begin(const Course& course);

/// Goes on to a step, with all that happens on the way. Throws Error (numeric), Interrupted.
void advance(const Course& course, Simulation<double>& simulation, std::int64_t to);

/// Counterfactual twins: runs that share everything, random numbers included, but for one thing done to one
/// agent at one step. Random numbers are functions of (seed, purpose, agent, step), so what differs later is
/// what that one thing did, on this path of chance. Events happen to twins as they happen to the run, and may
/// find another world.
class Twins {
 public:
  /// `start` is the run at the step from which on twins differ; events of that step happen before. Keeps a
  /// reference to the course.
  Twins(const Course& course, const Simulation<double>& start, Question question);

  /// The world as twins find it.
  const Simulation<double>& start() const { return start_; }
  const Question& question() const { return question_; }
  /// How often events made ties anew on the run's own way to the last horizon, which takes long.
  std::int64_t ties_made_anew() const { return ties_made_anew_; }

  /// What was done to agent j did to everyone, (horizons, N), j included.
  ///
  /// nudge    I_ij(h) = (x_i'(t + h) - x_i(t + h)) · c / c · c, with x' the twin and c the change of x_j at
  /// t:
  ///          the share of the nudge that has come to i. Of a nudge of 0 the plain difference.
  /// others   x_i(t + h) - x_i'(t + h): where i is because of j, less where it would be without, in units of
  ///          opinion.
  ///
  /// Safe to call from several threads. O(h) steps and a copy of the world.
  Matrix<double> effect(Agent j) const;

 private:
  const Course& course_;
  Question question_;
  Simulation<double> start_;
  std::vector<Matrix<double>> plain_;  // the run itself at each horizon
  std::int64_t ties_made_anew_ = 0;
};

}  // namespace heed

#pragma once
#include "heed/attention/attend.hpp"
#include "heed/core/carried.hpp"
#include "heed/draw/draw.hpp"
#include "heed/motion/integration.hpp"
#include "heed/motion/response.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace heed {

/// What heeding does to an agent: x' = (1-θ) [(1-α) x + α y] + θ x(0) + σ ξ, with y what it hears, or what it
/// makes of that (`Response`).
struct Update {
  double rate = 1;                         ///< α, 0 to 1
  double noise = 0;                        ///< σ per step, at least 0
  AnyLaw stubbornness = laws::Constant{};  ///< θ of each agent, 0 to 1
};

/// Opinions in motion: the state of all agents, and what a schedule needs to move them. Noise, draws and
/// schedule come from streams keyed by (agent, step), so that a step is a pure function of the state and the
/// step number.
template <class Real> class Motion {
 public:
  /// initial: (N, K). Takes references to nothing.
  Motion(Matrix<Real> initial, std::uint64_t seed);

  std::size_t agents() const { return static_cast<std::size_t>(state_.rows()); }
  std::size_t topics() const { return static_cast<std::size_t>(state_.cols()); }
  const Matrix<Real>& state() const { return state_; }
  /// The state at the start of the step that was made last; at first, and after `restore`, the state itself.
  const Matrix<Real>& before() const { return before_; }
  const Matrix<Real>& anchor() const { return anchor_; }
  std::int64_t step() const { return step_; }

  /// Who heeds whom from now on, how an agent moves, and each agent's θ in [0, 1].
  void use(std::unique_ptr<Attend<Real>> attend, Mode mode) { attend_ = std::move(attend), mode_ = mode; }
  void use(double rate, double noise, std::vector<double> stubbornness);
  /// What agents make of what they hear; null: they take it as it is.
  void use(std::unique_ptr<Response<Real>> response) { response_ = std::move(response); }
  void use_temperatures(std::vector<Real> values) { temperatures_ = std::move(values); }
  /// Continuous time from now on, beginning at the nearest points of the flow's space where `project`; null
  /// goes back to steps of α and σ. Throws Error (data) where the state is not in the space of the flow.
  void use(std::unique_ptr<Integration<Real>> integration, bool project);
  /// Ties an agent to an opinion of its own choosing, with the given stubbornness; it takes that opinion at
  /// once.
  void fix(Agent agent, double opinion, double stubbornness);

  /// Goes on from a state that was reached at a step; everything random follows from (seed, agent, step).
  void restore(const Matrix<Real>& state, std::int64_t step) {
    state_ = before_ = state;
    step_ = kept_ = step;
  }

  /// Takes another integration up where the state already is in its space.
  void go_on(std::unique_ptr<Integration<Real>> integration) { integration_ = std::move(integration); }
  /// What a step leaves for the next. `before` is not of it: once all of a step is recorded, no one asks for
  /// it before the next. Step `most` is the last there can be.
  void carried(Carried& c, std::int64_t most = std::numeric_limits<std::int64_t>::max());
  /// Goes on where another of the same model has come to: its state, what it is pulled to, and the moment.
  void catch_up(const Motion& other);
  /// Puts an agent at opinions (K) of its space. Throws Error (data) for others.
  void place(Agent agent, std::span<const double> opinion);

  const Attend<Real>& attend() const { return *attend_; }
  Temperatures<Real> temperatures() const { return {temperatures_}; }
  /// Moves that were cut off at a bound of the model, in the step that was made last and in all since the
  /// start.
  std::int64_t cut_moves() const { return last_cut_; }
  std::int64_t all_cut_moves() const { return all_cut_; }
  const Integration<Real>* integration() const { return integration_.get(); }
  /// The attention of agent i to the present state. Safe to call from several threads.
  void weights(Agent i, Row<Real>& row) const;
  double stubbornness(Agent i) const { return stubbornness_[static_cast<std::size_t>(i)]; }

  // What schedules call.

  /// All agents at once, from the state before the step.
  void move_all();
  /// One agent, now. `turn` numbers the moves within a step, so that each has random numbers of its own.
  void move_one(Agent i, std::uint64_t turn);
  /// One agent draws another and moves towards it; with `mutual` the other moves towards it as well. One that
  /// answers to a mean, or to several, hears those and moves alone.
  void meet(Agent i, std::uint64_t turn, bool mutual);
  /// Random numbers of the schedule for this step.
  Stream schedule_stream() const {
    return Stream(seed_, Purpose::schedule, 0, static_cast<std::uint64_t>(step_));
  }
  void finish_step() {
    ++step_;
    last_cut_ = cut_;
    all_cut_ += std::exchange(cut_, 0);
  }

 private:
  /// Where a row and what was drawn from it are held while an agent makes up its mind.
  struct Ear {
    Row<Real> row;
    std::vector<Real> said;
  };

  void keep_before();
  void hear_all();
  void land_all();
  void swap_states();
  Moment<Real> moment() const { return {*attend_, temperatures(), seed_, step_}; }
  Stream listening(Agent i, std::uint64_t turn) const;
  Said<Real> said() const { return Said<Real>(state_); }
  bool hear(Agent i, Stream stream, Ear& ear, std::span<Real> out) const;
  bool take(Agent i, std::span<const Real> said, std::size_t heeded, Stream& stream,
            std::span<Real> out) const;
  void meet_one(Agent i, Agent j, Stream& stream, std::uint64_t noise, int place);
  void land(Agent i, std::span<const Real> heard, std::span<Real> out) const;
  void shake(std::size_t first, std::size_t last);
  void shake_one(Agent i, std::uint64_t turn, std::span<Real> out) const;

  Matrix<Real> state_, anchor_, before_, heard_, next_;
  std::uint64_t seed_;
  std::int64_t step_ = 0, kept_ = -1;  // kept_: the step at whose start before_ was kept
  std::unique_ptr<Attend<Real>> attend_;
  std::unique_ptr<Integration<Real>> integration_;  // null: steps of α and σ
  Mode mode_ = Mode::mean;
  double rate_ = 1, noise_ = 0;
  std::vector<double> stubbornness_;
  bool anyone_stubborn_ = false;
  std::vector<Real> temperatures_{Real(1)};
  std::unique_ptr<Response<Real>> response_;
  std::int64_t cut_ = 0, last_cut_ = 0, all_cut_ = 0;
  Ear ear_;
};

}  // namespace heed

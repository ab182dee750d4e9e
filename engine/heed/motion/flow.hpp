#pragma once
#include "heed/attention/attend.hpp"
#include "heed/motion/space.hpp"

#include <cstdint>

namespace heed {

/// What a flow can ask: who heeds whom, at whatever state, and which random numbers are this step's.
template <class Real> struct Moment {
  const Attend<Real>& attend;
  Temperatures<Real> temperatures;
  std::uint64_t seed;
  std::int64_t step;
};

/// Opinions in continuous time: dx_i/dt = F_i(x), by attention at x, which need not be the present state: a
/// stage of Runge and Kutta is one application of attention to a state in between. What a dynamics of the
/// catalogue makes (`FlowDynamics`); an `Integration` takes it through time.
template <class Real> class Flow {
 public:
  virtual ~Flow() = default;

  /// out = dx/dt at x, (N, K), tangent to the space. Same bits on any number of threads.
  virtual void velocity(const Moment<Real>& moment, const Matrix<Real>& x, Matrix<Real>& out) = 0;
  /// Called once at the start of each step, with the state there: to draw what stays as it is for the whole
  /// step, from streams of (seed, agent, step).
  virtual void begin(const Moment<Real>&, const Matrix<Real>&) {}
  /// The attention of agent i at x, as observables see it. Safe to call from several threads.
  virtual void weights(const Moment<Real>& moment, const Matrix<Real>& x, Agent i, Row<Real>& row) const {
    moment.attend.weights(i, Said<Real>(x), moment.temperatures[static_cast<std::size_t>(i)], row);
  }
  virtual Space space() const { return {}; }
  /// The fastest rate at which an opinion relaxes to what is heard, at the last velocity asked for.
  virtual double rate() const { return 1; }
  /// Is it an average with weights above 0 on a line and nothing else, so that it ends in consensus?
  virtual bool averages() const { return false; }
};

/// What a flow is made for: a setting of attention on a network. References that outlive the making of it
/// only.
struct FlowContext {
  const Attention& attention;  ///< with what the dynamics settles
  const Network& network;
  int topics;
  std::uint64_t seed;
};

}  // namespace heed

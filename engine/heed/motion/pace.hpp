#pragma once
#include "heed/core/fields.hpp"

#include <string>

namespace heed {

/// How dx/dt becomes steps. `euler_maruyama`: x' = x + dt F + √(2 D dt) ξ, of order 1 in dt (weakly so with
/// noise; Kloeden and Platen 1992, eq. 10.2.4). `runge_kutta`: the classical method of order 4, four
/// applications of attention a step, without noise.
enum class Integrator { euler_maruyama, runge_kutta };

/// How a flow goes through time: part of the settings of every dynamics in continuous time.
struct Pace {
  double step = 0.05;  ///< dt, above 0
  Integrator integrator = Integrator::runge_kutta;
  double diffusion = 0;  ///< D, at least 0: variance 2 D dt of the noise of a step, along each direction

  void fields(Fields& f);

  /// The largest dt at which x' = -rate (x - y), y an average of opinions, is stable: what is heard is not
  /// overshot (Euler), or no mode grows whatever the average (Runge and Kutta: 2.785 over the rate 2 of
  /// agents who change sides).
  double largest_step(double rate) const {
    return (integrator == Integrator::euler_maruyama ? 1.0 : 1.39) / rate;
  }
  /// What is wrong with it for relaxation at rate 1, as a sentence; empty when nothing is.
  std::string problem() const;
};

}  // namespace heed

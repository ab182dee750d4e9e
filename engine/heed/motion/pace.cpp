#include "heed/motion/pace.hpp"

namespace heed {

void Pace::fields(Fields& f) {
  static constexpr std::array<std::string_view, 2> integrators{"euler_maruyama", "runge_kutta"};
  f("step", step, above(0), "dt: simulated time per step");
  f.word(
      "integrator", integrator, integrators,
      "x + dt F + noise, of order 1; or the classical method of order 4, which is for flows without noise");
  f("diffusion", diffusion, at_least(0), "D: noise of variance 2 D dt per step and direction");
  f.require("step", problem().empty(), problem());
}

std::string Pace::problem() const {
  if (!(step > 0)) return "'step' is " + to_text(step) + " but must be above 0";
  if (!(diffusion >= 0)) return "'diffusion' is " + to_text(diffusion) + " but must be at least 0";
  if (integrator == Integrator::runge_kutta && diffusion > 0)
    return "integrator 'runge_kutta' is of order 4 only where nothing is random, and 'diffusion' is " +
           to_text(diffusion) + "; set integrator = \"euler_maruyama\"";
  if (step > largest_step(1))
    return "'step' is " + to_text(step) + ", and above " + to_text(largest_step(1)) +
           " opinions overshoot what is heard, so that steps are unstable; make it smaller";
  return "";
}

}  // namespace heed

#pragma once
#include "heed/core/carried.hpp"
#include "heed/core/fields.hpp"
#include "scenarios/sensor_fusion/readings.hpp"

#include <memory>
#include <vector>

namespace heed::scenarios {

/// What a method makes of a moment.
struct Fused {
  double value = missing;      ///< the estimate; it stays while no sensor says anything
  double variance = missing;   ///< of its error, if the errors of sensors are as they state, and independent
  std::vector<double> weight;  ///< by sensor: how much each counts; 0 where it says nothing
};

/// The parameters of all methods.
struct FusionParameters {
  double temperature = 1, drift = 1, width = 2, rate = 0.02, decay = 1000;
  std::int64_t iterations = 50;

  void fields(Fields& f) {
    f("temperature", temperature, above(0),
      "T of the softmax over keys ln r: 1 weighs by r, which is best; near 0 only the best sensor, large all "
      "alike");
    f("drift", drift, at_least(0),
      "of tracking and kalman: variance of what the truth moves in a unit of time");
    f("width", width, above(0),
      "of robust: a reading so many standard deviations away from the estimate has lost exp(-1/2) of its "
      "weight");
    f("iterations", iterations, at_least(1), "of robust: rounds at most");
    f("rate", rate, above(0), "of learned: step of the gradient (Adam) at the start");
    f("decay", decay, above(0), "of learned: moments after which the step has fallen to 1/√2 of that");
  }
};

/// A way to make one estimate out of what sensors say; it may remember what they said before.
class Fuser {
 public:
  virtual ~Fuser() = default;
  /// Fuses a moment at which at least one sensor says something.
  virtual void fuse(const Moment& moment, Fused& out) = 0;
  /// What it remembers.
  virtual void carried(Carried&) {}
};

/// What a kind of method has beside its name and summary: it makes a fuser F.
template <class F> struct Method {
  std::unique_ptr<Fuser> make(const FusionParameters& parameters, const Readings& readings) const {
    return std::make_unique<F>(parameters, readings);
  }
};

}  // namespace heed::scenarios

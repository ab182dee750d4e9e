#pragma once
#include "analysis/results.hpp"

#include <cstddef>
#include <vector>

namespace heed::analysis {

/// A stretch of a run at one temperature: recorded times [first, last).
struct Plateau {
  double temperature;
  std::size_t first, last;
};

/// A way a schedule goes: its plateaus one after the other, each hotter than the one before, or each colder.
struct Leg {
  bool falling = false;
  std::vector<Plateau> plateaus;
};

/// The legs of the temperature schedule (kinds `steps` and `ramp`) that a run or sweep was made with, over
/// its recorded times. A plateau at which the schedule turns belongs to both legs. None where the temperature
/// does not change with time, or the file does not hold its scenario.
std::vector<Leg> temperature_legs(const Results& results);

}  // namespace heed::analysis

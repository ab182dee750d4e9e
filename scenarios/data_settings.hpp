#pragma once
#include "heed/core/fields.hpp"
#include "heed/core/random.hpp"
#include "heed/run/settings.hpp"

namespace heed::scenarios {

/// [run] of a scenario that goes through data, step after step, and is done when there are no more.
struct DataRun {
  std::int64_t seed = 1, steps = 0;
  CheckpointInterval checkpoint;

  void fields(Fields& f) {
    f("seed", seed, between(0, static_cast<double>(largest_seed)), "seed of every random number of the run");
    f("steps", steps, between(0, 1e12), "at most so many steps; 0: all there are");
    checkpoint.field(f);
  }
  /// How many steps there are of so many.
  std::int64_t of(std::int64_t all) const { return steps > 0 && steps < all ? steps : all; }
};

/// [record] of such a scenario.
struct DataRecord {
  Path file;
  std::int64_t every = 1;
  bool states = true;

  void fields(Fields& f) {
    f("file", file, any(),
      "where the output goes; empty: named after the scenario file, in the current folder");
    f("every", every, at_least(1), "steps between two of those that are recorded; the last one always is");
    f("states", states, any(), "keep what each step gave, not only how good it was");
  }
};

}  // namespace heed::scenarios

#pragma once
#include "heed/core/parallel.hpp"
#include "heed/simd/instructions.hpp"

namespace heed::tests {

/// Threads and instruction sets are as they were when one of these goes.
struct ThreadsRestored {
  int before = threads();
  ~ThreadsRestored() { use_threads(before); }
};
struct InstructionsRestored {
  Instructions before = instructions();
  ~InstructionsRestored() { use_instructions(before); }
};

}  // namespace heed::tests

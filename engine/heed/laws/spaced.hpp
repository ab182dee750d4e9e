#pragma once
#include "heed/core/fields.hpp"
#include "heed/draw/law.hpp"

namespace heed::laws {

/// Equally spaced from low (agent 0) to high (agent N-1), nothing random.
struct Spaced {
  static constexpr std::string_view summary = "equally spaced from low to high, by agent";

  double low = 0, high = 1;

  void fields(Fields& f) {
    f("low", low, any(), "the number of the first agent");
    f("high", high, any(), "the number of the last agent");
  }
  double draw(const Subject& s, Stream&) const {
    const double last = s.network.agents() - 1;
    return last > 0 ? low + (high - low) * (s.agent / last) : low;
  }
};

}  // namespace heed::laws

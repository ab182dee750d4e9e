#pragma once
#include "analysis/export/animation/data.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// The network of an animation: places (x, y) of the agents in 0 … 1000, ties between them as pairs, and how
/// attention moves over them, packed as `animation_data` says; null, with a note, where there is none or it
/// is too large to be drawn.
nlohmann::ordered_json moving_network(const FigureSource& source, const std::vector<std::size_t>& frames,
                                      const AnimationLimits& limits, std::vector<std::string>& notes);

}  // namespace heed::analysis

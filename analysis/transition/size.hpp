#pragma once
#include "analysis/results.hpp"

#include <cstddef>

namespace heed::analysis {

/// Is this swept parameter how many agents there are: `graph.agents`, `graph.shape`, `graph.blocks`?
bool is_size(const SweptParameter& parameter);

/// How many agents the runs of a point have: from a swept size, else from the settings in the file (agents,
/// the product of `shape`, the sum of `blocks`), else the length of its axis of agents. 0 where the file does
/// not say.
double agents_at(const Results& results, std::size_t point);

}  // namespace heed::analysis

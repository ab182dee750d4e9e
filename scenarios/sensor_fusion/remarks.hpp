#pragma once
#include "scenarios/sensor_fusion/fusion.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed::scenarios {

/// What a summary says of readings: sensors, moments.
std::vector<std::pair<std::string, std::string>> facts_of(const Readings& readings);

/// The sensors that are worse than they say, as far as that can be told without the truth: only where errors
/// are independent.
std::vector<std::string> warnings_of(const Fusion& fusion);

/// Where attention cannot be the best: the best linear estimate has a weight below 0.
void add_notes(const Fusion& fusion, const std::vector<std::string>& methods,
               std::vector<std::string>& notes);

}  // namespace heed::scenarios

#pragma once
#include "heed/run/sweep.hpp"

#include <string>
#include <vector>

namespace heed {

/// The files that the points of a design read, each once, in the order of the points. `file` is what they are
/// settings of. Numbers name no files: points that differ in nothing else are asked once.
std::vector<std::string> files_read(const ScenarioFile& file, const Design& design, const MakeScenario& make);

/// All files that runs of a scenario file, or of its sweep, may read: its own parts, the networks and data
/// that its parameters name, the table of its design, what its swept values name. What cannot be told is left
/// out: it is an error for whoever runs it.
std::vector<std::string> files_behind(const ScenarioFile& file, const MakeScenario& make);

}  // namespace heed

#pragma once
#include "heed/io/scenario_file.hpp"
#include "heed/run/settings.hpp"

#include <string>
#include <vector>

namespace heed::scenarios {

/// Adds a problem at `key` where a file is named there that does not exist, or that a confined scenario may
/// not name.
void need_file(const ScenarioFile& file, const std::string& key, const Path& path,
               std::vector<Problem>& problems);

/// The same for the files of [graph].
void need_files(const ScenarioFile& file, const GraphSettings& graph, std::vector<Problem>& problems);

}  // namespace heed::scenarios

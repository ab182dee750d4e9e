#pragma once
#include "heed/run/sweep.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace heed::analysis {

/// Throws Error (usage) where writing `output`, or its part, would replace a file that is read by a command
/// that is asked about `file`, an output or a scenario file: itself, or what its scenario names, such as a
/// network. `sets` and `folder` as for open_theory_subject.
void refuse_input_as_output(const std::filesystem::path& output, const std::string& file,
                            const MakeScenario& make, const std::string& folder,
                            const std::vector<std::string>& sets = {});

}  // namespace heed::analysis

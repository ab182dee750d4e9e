#include "analysis/inputs.hpp"

#include "analysis/theory/subject.hpp"
#include "heed/core/error.hpp"
#include "heed/io/part_file.hpp"
#include "heed/run/inputs.hpp"

namespace heed::analysis {
namespace {

/// The files behind an output or a scenario file. What cannot be read is no reason to stop here.
std::vector<std::string> read_behind(const std::string& file, const MakeScenario& make,
                                     const std::string& folder, const std::vector<std::string>& sets) try {
  return files_behind(scenario_behind(file, sets, folder), make);
} catch (const Error&) {
  return {};
}

}  // namespace

void refuse_input_as_output(const std::filesystem::path& output, const std::string& file,
                            const MakeScenario& make, const std::string& folder,
                            const std::vector<std::string>& sets) {
  std::error_code ignored;
  if (!std::filesystem::exists(output, ignored) &&
      !std::filesystem::exists(output.string() + ".part", ignored))
    return;
  refuse_to_replace(output, {file});
  refuse_to_replace(output, read_behind(file, make, folder, sets));
}

}  // namespace heed::analysis

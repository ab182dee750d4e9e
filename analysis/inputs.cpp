#include "analysis/inputs.hpp"

#include "analysis/theory/subject.hpp"
#include "heed/core/error.hpp"
#include "heed/io/part_file.hpp"

namespace heed::analysis {
namespace {

/// The files behind an output or a scenario file, beside itself. What cannot be read is no reason to stop
/// here.
std::vector<std::string> files_behind(const std::string& file, const MakeScenario& make,
                                      const std::string& folder, const std::vector<std::string>& sets) try {
  std::vector<std::string> out;
  const ScenarioFile text = scenario_behind(file, sets, folder);
  for (const std::string& part : text.files())
    if (part != text.path()) out.push_back(part);
  std::vector<Problem> ignored;
  SweepSettings sweep;
  text.fill([&](Fields& f) { f.table("sweep", sweep, ""); }, ignored);
  if (!sweep.table.empty()) out.push_back(sweep.table.resolved);
  if (const auto scenario = make ? make(text, ignored) : nullptr)
    for (auto& [parameter, named] : files_read(*scenario)) out.push_back(std::move(named));
  return out;
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
  refuse_to_replace(output, files_behind(file, make, folder, sets));
}

}  // namespace heed::analysis

#include "heed/run/inputs.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

namespace heed {
namespace {

void add_new(std::vector<std::string>& files, std::string file) {
  if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(std::move(file));
}

/// Is this value a number or a truth, which names no file?
bool is_plain(std::string_view value) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return (error == std::errc() && end == value.data() + value.size()) || value == "true" || value == "false";
}

/// What the sweep of a file reads beyond the file's own; nothing where its design cannot be made.
std::vector<std::string> swept_files(const ScenarioFile& file, const SweepSettings& sweep, const Frame& frame,
                                     const MakeScenario& make) try {
  std::vector<Problem> ignored;
  return files_read(file, make_design(sweep, static_cast<std::uint64_t>(frame.seed), ignored, frame.names),
                    make);
} catch (const Error&) {
  return {};
}

}  // namespace

std::vector<std::string> files_read(const ScenarioFile& file, const Design& design,
                                    const MakeScenario& make) {
  std::vector<std::string> out;
  std::set<std::vector<std::string>> asked;
  for (std::size_t point = 0; point < design.points.size(); ++point) {
    std::vector<std::string> telling = design.points[point];
    std::erase_if(telling, is_plain);
    if (!asked.insert(std::move(telling)).second) continue;
    std::vector<Problem> ignored;
    const auto scenario = make(file.with(design.settings(point * design.seeds.size())), ignored);
    for (auto& [parameter, read] : files_read(*scenario)) add_new(out, std::move(read));
  }
  return out;
}

std::vector<std::string> files_behind(const ScenarioFile& file, const MakeScenario& make) {
  std::vector<std::string> out = file.files();
  std::vector<Problem> ignored;
  SweepSettings sweep;
  file.fill([&](Fields& f) { f.table("sweep", sweep, ""); }, ignored);
  if (!sweep.table.empty()) add_new(out, sweep.table.resolved);
  const auto scenario = make(file, ignored);
  for (auto& [parameter, read] : files_read(*scenario)) add_new(out, std::move(read));
  if (file.says("sweep"))
    for (std::string& read : swept_files(file, sweep, scenario->frame(), make)) add_new(out, std::move(read));
  return out;
}

}  // namespace heed

#include "analysis/layout_checks.hpp"

#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// An axis without labels takes no room in the file, so it may claim any length.
constexpr std::size_t most_unlabelled_agents = 1'000'000;

struct KnownVariable {
  std::string_view name;
  std::vector<std::string> axes;
};

const std::array<KnownVariable, 9> known_variables{{{"opinion", {"snapshot", "agent", "topic"}},
                                                    {"label", {"agent"}},
                                                    {"community", {"agent"}},
                                                    {"graph/source", {"edge"}},
                                                    {"graph/target", {"edge"}},
                                                    {"graph/weight", {"edge"}},
                                                    {"graph/source_at", {"snapshot_g", "edge"}},
                                                    {"graph/target_at", {"snapshot_g", "edge"}},
                                                    {"graph/attention", {"snapshot_a", "edge"}}}};

/// All have a place for each tie of `graph/source`.
constexpr std::array<std::string_view, 5> along_ties{"graph/target", "graph/weight", "graph/source_at",
                                                     "graph/target_at", "graph/attention"};
constexpr std::array<std::string_view, 3> moments{"snapshot", "graph/snapshot_a", "graph/snapshot_g"};

bool is_bare(const Axis& axis) { return std::holds_alternative<std::monostate>(axis.labels); }

[[noreturn]] void fail_layout(const Results& results, const std::string& why) {
  throw Error(ErrorKind::data, fmt::format("'{}' is damaged: {}; copy or run it again", results.file, why));
}

/// The axes after the first never grow, so that arrays along them are as long as they are.
void check_growth(const Results& results) {
  std::unordered_set<std::string_view> growing;
  for (const Axis& axis : results.reader.axes())
    if (axis.grows) growing.insert(axis.name);
  for (const Variable& v : results.reader.variables())
    for (std::size_t k = 1; k < v.axes.size(); ++k)
      if (growing.contains(v.axes[k]) ||
          growing.contains(v.name.substr(0, v.name.rfind('/') + 1) + v.axes[k]))
        fail_layout(results, fmt::format("'{}' is along '{}', which grows but is not its first axis", v.name,
                                         v.axes[k]));
}

void check_axes(const Results& results) {
  const TrajectoryReader& reader = results.reader;
  for (const auto& [name, axes] : known_variables)
    if (reader.has_variable(name) && reader.variable(name).axes != axes)
      fail_layout(results, fmt::format("'{}' is not by {}", name, fmt::join(axes, ", ")));
}

void check_opinions(const Results& results) {
  const TrajectoryReader& reader = results.reader;
  if (!reader.has_variable("opinion")) return;
  const auto* topics = std::get_if<std::vector<std::string>>(&reader.axis("topic").labels);
  if (topics == nullptr || topics->empty()) fail_layout(results, "its topics have no names");
  if (reader.axis("agent").length == 0) fail_layout(results, "it has opinions of no agents");
}

void check_ties(const Results& results) {
  const TrajectoryReader& reader = results.reader;
  if (!reader.has_variable("graph/source")) return;
  const std::size_t ties = reader.shape("graph/source")[0];
  for (const std::string_view name : along_ties)
    if (reader.has_variable(name) && reader.shape(name).back() != ties)
      fail_layout(results, fmt::format("'{}' is of {} ties and 'graph/source' of {}", name,
                                       reader.shape(name).back(), ties));
}

/// Steps at which something was kept, in their order.
void check_moments(const Results& results) {
  for (const Axis& axis : results.reader.axes()) {
    const auto* steps = std::get_if<std::vector<double>>(&axis.labels);
    if (steps == nullptr || std::find(moments.begin(), moments.end(), axis.name) == moments.end()) continue;
    double before = 0;
    for (const double step : *steps) {
      if (!(step >= before && step < 0x1p53))
        fail_layout(results,
                    fmt::format("'{}' has {} after {}; steps go on from 0", axis.name, step, before));
      before = step;
    }
  }
}

void check_agents(const Results& results, std::size_t bytes) {
  for (const Axis& axis : results.reader.axes())
    if (axis.name == "agent")
      if (axis.length > static_cast<std::size_t>(limit::agents) ||
          (is_bare(axis) && axis.length > std::max(most_unlabelled_agents, bytes)))
        fail_layout(results, fmt::format("it claims {} agents in {} bytes", axis.length, bytes));
}

}  // namespace

void check_layout(const Results& results) {
  const TrajectoryReader& reader = results.reader;
  check_growth(results);
  if (reader.has_variable("scenario_text") && !reader.variable("scenario_text").axes.empty())
    fail_layout(results, "its 'scenario_text' is not one text");
  const std::size_t bytes = std::filesystem::file_size(results.file);
  check_agents(results, bytes);
  if (const Axis& time = reader.axis("time"); time.length > 0 && is_bare(time))
    fail_layout(results, "its times have no values");
  if (!results.is_sweep()) {
    check_axes(results);
    check_opinions(results);
    check_ties(results);
    return check_moments(results);
  }
  if (!reader.has_variable("status")) return;
  std::size_t runs = 1;
  for (const std::size_t length : reader.shape("status")) {
    if (length > bytes / std::max<std::size_t>(runs, 1))
      fail_layout(results, fmt::format("it claims more runs than its {} bytes can hold", bytes));
    runs *= length;
  }
}

}  // namespace heed::analysis

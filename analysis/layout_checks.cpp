#include "analysis/layout_checks.hpp"

#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
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

bool is_bare(const Axis& axis) { return std::holds_alternative<std::monostate>(axis.labels); }

[[noreturn]] void fail_layout(const Results& results, const std::string& why) {
  throw Error(ErrorKind::data, fmt::format("'{}' is damaged: {}; copy or run it again", results.file, why));
}

void check_variables(const Results& results) {
  const TrajectoryReader& reader = results.reader;
  for (const auto& [name, axes] : known_variables)
    if (reader.has_variable(name) && reader.variable(name).axes != axes)
      fail_layout(results, fmt::format("'{}' is not by {}", name, fmt::join(axes, ", ")));
  if (reader.has_variable("opinion") &&
      !std::holds_alternative<std::vector<std::string>>(reader.axis("topic").labels))
    fail_layout(results, "its topics have no names");
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
  const std::size_t bytes = std::filesystem::file_size(results.file);
  check_agents(results, bytes);
  if (const Axis& time = results.reader.axis("time"); time.length > 0 && is_bare(time))
    fail_layout(results, "its times have no values");
  if (!results.is_sweep()) return check_variables(results);
  const TrajectoryReader& reader = results.reader;
  if (!reader.has_variable("status")) return;
  std::size_t runs = 1;
  for (const std::size_t length : reader.shape("status")) {
    if (length > bytes / std::max<std::size_t>(runs, 1))
      fail_layout(results, fmt::format("it claims more runs than its {} bytes can hold", bytes));
    runs *= length;
  }
}

}  // namespace heed::analysis

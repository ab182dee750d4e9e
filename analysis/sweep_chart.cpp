#include "analysis/sweep_chart.hpp"

#include "analysis/chart.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_charts = 4, height_of_many = 8;

/// Points that share all parameters but one.
struct Group {
  std::string label;  ///< "p_out = 0.004", or empty
  std::vector<std::size_t> points;
};

std::vector<Group> groups_of(const Results& results, std::size_t by) {
  std::vector<Group> out;
  std::map<std::string, std::size_t> place;
  for (std::size_t p = 0; p < results.points; ++p) {
    std::vector<std::string> others;
    for (std::size_t q = 0; q < results.parameters.size() && results.design == "grid"; ++q)
      if (q != by)
        others.push_back(
            fmt::format("{} = {}", results.parameters[q].name, short_text(results.parameters[q].values[p])));
    const std::string label = join(others);
    const auto [at, is_new] = place.try_emplace(label, out.size());
    if (is_new) out.push_back({label, {}});
    out[at->second].points.push_back(p);
  }
  return out;
}

/// Where a value stands along the chart: itself, or, for a word, its place among the words.
double place_along(const Cell& value, std::vector<std::string>& names) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  const auto at = std::find(names.begin(), names.end(), std::get<std::string>(value));
  const auto place = at - names.begin();
  if (at == names.end()) names.push_back(std::get<std::string>(value));
  return static_cast<double>(place);
}

}  // namespace

std::string sweep_charts(const Results& results, const std::vector<PointSummary>& points, std::size_t which,
                         const std::string& name, const AnalyzeOptions& options) {
  if (results.parameters.empty() || results.points < 2) return "";
  const std::size_t by = options.by.empty() ? 0 : find_parameter(results, options.by);
  const SweptParameter& along = results.parameters[by];
  const bool scattered = results.design != "grid" && results.design != "zip" && results.parameters.size() > 1;
  const std::vector<Group> groups = groups_of(results, by);
  Screen screen = options.screen;
  if (groups.size() > 1) screen.height = std::min(screen.height, height_of_many);
  std::string out;
  for (std::size_t g = 0; g < std::min(groups.size(), most_charts); ++g) {
    Chart chart{.title = fmt::format("{} {}{}{}", name, moment_text(options.moment),
                                     scattered ? ", a mark for each point" : ", mean and 95 % interval",
                                     groups[g].label.empty() ? "" : ", " + groups[g].label),
                .x_label = along.name,
                .marks = {}};
    for (const std::size_t p : groups[g].points) {
      const Spread& spread = points[p].spreads[which];
      Mark mark{.x = place_along(along.values[p], chart.names), .y = spread.mean};
      if (spread.interval && !scattered) mark.low = spread.interval->low, mark.high = spread.interval->high;
      chart.marks.push_back(mark);
    }
    if (const std::string text = draw_chart(chart, screen); !text.empty()) out += "\n" + text;
  }
  if (groups.size() > most_charts)
    out += fmt::format("\n{} of {} charts are shown; '--by' puts another parameter along them\n", most_charts,
                       groups.size());
  else if (scattered)
    out += "the other parameters vary too; '--by' puts another one along the chart\n";
  return out;
}

}  // namespace heed::analysis

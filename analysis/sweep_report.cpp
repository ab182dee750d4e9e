#include "analysis/sweep_report.hpp"

#include "analysis/points.hpp"
#include "analysis/runs.hpp"
#include "analysis/sweep_chart.hpp"
#include "analysis/table.hpp"
#include "analysis/tidy.hpp"
#include "heed/core/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t most_by_default = 5;

using Summaries = std::vector<PointSummary>;

std::string spread_text(const Spread& spread) {
  if (!spread.interval) return short_number(spread.mean);
  return fmt::format("{} [{}, {}]", short_number(spread.mean), short_number(spread.interval->low),
                     short_number(spread.interval->high));
}

/// A column of counts, where there is anything to count.
void add_counts(Table& table, const Summaries& points, const std::string& name,
                std::size_t PointSummary::*count) {
  if (std::none_of(points.begin(), points.end(), [&](const PointSummary& p) { return p.*count > 0; })) return;
  table.columns.push_back({name});
  for (std::size_t p = 0; p < points.size(); ++p) table.rows[p].push_back(std::to_string(points[p].*count));
}

/// Is converging something that runs of this sweep do?
bool converges(const Summaries& points) {
  return std::all_of(points.begin(), points.end(), [](const PointSummary& p) { return p.complete == 0; });
}

std::string sweep_head(const Results& results, const AnalyzeOptions& options) {
  std::string design = results.design;
  std::replace(design.begin(), design.end(), '_', ' ');
  std::string out = fmt::format("{}: {}, {} point{} {} {} seed{}", results.title, design, results.points,
                                results.points == 1 ? "" : "s", options.screen.unicode ? "×" : "x",
                                results.seeds, results.seeds == 1 ? "" : "s");
  if (!results.times.empty()) out += fmt::format(", horizon {}", short_number(results.times.back(), 6));
  return out;
}

/// What the file has that the table does not show.
std::string rest_text(const Results& results, const std::vector<std::size_t>& series,
                      const std::vector<std::string>& left_out) {
  Names rest;
  for (const std::string& name : left_out) rest.add(name);
  std::vector<bool> shown(results.series.size());
  for (const std::size_t s : series) shown[s] = true;
  for (std::size_t s = 0; s < results.series.size(); ++s)
    if (!shown[s]) rest.add(results.series[s].name);
  if (rest.all().empty()) return "";
  return fmt::format("not shown: {}; '--observable' chooses\n", join_first(series_told, rest.all()));
}

}  // namespace

std::vector<std::size_t> asked_or_first(const Results& results, const std::vector<std::string>& observables) {
  std::vector<std::size_t> out = asked_or_all(results, observables);
  if (!observables.empty()) return out;
  const auto rank = [&](std::size_t s) {
    const std::string& name = results.series[s].variable;
    return name == "polarization" ? 0 : name == "variance" ? 1 : results.series[s].state ? 3 : 2;
  };
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  out.resize(std::min(out.size(), most_by_default));
  return out;
}

Table points_table(const Results& results, const Summaries& points, const std::vector<std::size_t>& series) {
  Table table{.columns = {}, .rows = std::vector<std::vector<std::string>>(points.size())};
  for (const SweptParameter& parameter : results.parameters) {
    const bool is_text =
        !parameter.values.empty() && std::holds_alternative<std::string>(parameter.values[0]);
    table.columns.push_back({.name = parameter.name, .left = is_text});
    for (std::size_t p = 0; p < points.size(); ++p) table.rows[p].push_back(short_text(parameter.values[p]));
  }
  for (std::size_t s = 0; s < series.size(); ++s) {
    const int group = static_cast<int>(s);
    table.columns.push_back({.name = results.series[series[s]].name, .group = group, .left = true});
    table.columns.push_back({.name = "sd", .group = group});
    for (std::size_t p = 0; p < points.size(); ++p) {
      table.rows[p].push_back(spread_text(points[p].spreads[s]));
      table.rows[p].push_back(short_number(points[p].spreads[s].sd));
    }
  }
  if (converges(points)) {
    table.columns.push_back({"converged"});
    for (std::size_t p = 0; p < points.size(); ++p)
      table.rows[p].push_back(fmt::format("{}/{}", points[p].converged, points[p].finished));
  }
  add_counts(table, points, "failed", &PointSummary::failed);
  add_counts(table, points, "not run", &PointSummary::not_run);
  return table;
}

std::string sweep_text(const Results& results, const AnalyzeOptions& options) {
  check_moment(results, options.moment);
  const std::vector<std::size_t> series = asked_or_first(results, options.observables);
  if (!options.by.empty()) find_parameter(results, options.by);
  const Summaries points = summarise_points(results, series, options.moment);
  const TextTable table = text_table(points_table(results, points, series), options.screen.table_width);
  std::string out = sweep_head(results, options) + "\n\n" + table.text;
  out += fmt::format("mean [95 % bootstrap interval] over seeds, {}{}\n", moment_text(options.moment),
                     converges(points) ? "; converged of finished runs" : "");
  out += rest_text(results, series, table.left_out);
  if (!series.empty()) out += sweep_charts(results, points, 0, results.series[series[0]].name, options);
  return out;
}

std::vector<std::string> sweep_remarks(const Results& results) {
  std::vector<std::string> out = results.warnings;
  if (results.runs.empty()) out.push_back(fmt::format("'{}' holds no run", results.file));
  for (std::string& remark : left_out_remarks(results)) out.push_back(std::move(remark));
  const std::vector<std::size_t> open = runs_with(results, RunStatus::horizon);
  if (open.empty()) return out;
  const std::size_t ended = open.size() + runs_with(results, RunStatus::converged).size();
  out.push_back(
      fmt::format("{} of {} finished runs did not converge within the horizon; the means include {}",
                  open.size(), ended, open.size() == 1 ? "it" : "them"));
  if (open.size() < ended) out.back() += ": " + run_names(results, open, RunNames::only);
  return out;
}

}  // namespace heed::analysis

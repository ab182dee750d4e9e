#include "analysis/run_report.hpp"

#include "analysis/chart.hpp"
#include "analysis/run_statistics.hpp"
#include "analysis/table.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t rows_shown = 20;

OneRun numbers_of(const Results& run) {
  OneRun out;
  for_each_run(run, [&](std::size_t, const OneRun& numbers) { out = numbers; });
  return out;
}

double number(const OneRun& numbers, std::size_t time, std::size_t series) {
  return numbers(static_cast<Eigen::Index>(time), static_cast<Eigen::Index>(series));
}

/// About 20 places from the first to the last, evenly spaced.
std::vector<std::size_t> places_shown(std::size_t times) {
  std::vector<std::size_t> out;
  const std::size_t rows = std::min(times, rows_shown);
  for (std::size_t i = 0; i < rows; ++i) out.push_back(rows == 1 ? 0 : i * (times - 1) / (rows - 1));
  return out;
}

std::string head(const Results& run, const AnalyzeOptions& options) {
  std::string out = run.title + ":";
  if (run.agents > 0) out += fmt::format(" {} agents,", run.agents);
  if (!std::isnan(run.runs[0].seed)) out += fmt::format(" seed {:.0f},", run.runs[0].seed);
  out += " " + ending_text(run.runs[0]);
  return options.bold_heads ? "\x1b[1m" + out + "\x1b[0m" : out;
}

Table over_time(const Results& run, const OneRun& numbers, const std::vector<std::size_t>& series) {
  Table table;
  table.columns.push_back({"time"});
  for (std::size_t s = 0; s < series.size(); ++s)
    table.columns.push_back({.name = run.series[series[s]].name, .group = static_cast<int>(s)});
  for (const std::size_t t : places_shown(run.times.size())) {
    table.rows.push_back({short_number(run.times[t], 6)});
    for (const std::size_t s : series) table.rows.back().push_back(short_number(number(numbers, t, s), 4));
  }
  return table;
}

/// The variables that are states.
std::string states_of(const Results& run) {
  std::vector<std::string> out;
  for (const Series& s : run.series)
    if (s.state && (out.empty() || out.back() != s.variable)) out.push_back(s.variable);
  return join(out);
}

std::string_view status_word(RunStatus status) {
  return status == RunStatus::converged     ? "converged"
         : status == RunStatus::complete    ? "complete"
         : status == RunStatus::interrupted ? "interrupted"
                                            : "horizon";
}

}  // namespace

std::string ending_text(const RunEnd& end) {
  const std::string steps = std::isnan(end.steps) ? "" : fmt::format("{} steps", short_number(end.steps, 6));
  if (end.status == RunStatus::converged) return steps.empty() ? "converged" : "converged after " + steps;
  if (end.status == RunStatus::complete) return steps.empty() ? "complete" : steps;
  if (end.status == RunStatus::interrupted)
    return steps.empty() ? "interrupted" : "interrupted after " + steps;
  return steps.empty() ? "not converged at its horizon" : "not converged at its horizon of " + steps;
}

std::string run_text(const Results& run, const AnalyzeOptions& options) {
  check_moment(run, options.moment);
  if (!options.by.empty()) find_parameter(run, options.by);
  const std::vector<std::size_t> series = asked_or_no_states(run, options.observables);
  const OneRun numbers = numbers_of(run);
  const TextTable table = text_table(over_time(run, numbers, series), options.screen.table_width);
  std::string out = head(run, options) + "\n\n" + table.text;
  if (!table.left_out.empty())
    out += fmt::format("not shown: {}; '--observable' chooses\n", join(table.left_out));
  if (const std::string states = states_of(run); !states.empty() && options.observables.empty())
    out += fmt::format("also kept: {}; '--observable' shows them, '--csv' has them\n", states);
  if (run.times.empty() || series.empty()) return out;

  const std::vector<double> values = values_at(options.moment, run.times, run.runs[0], numbers);
  std::vector<std::string> parts;
  for (const std::size_t s : series)
    parts.push_back(fmt::format("{} {}", run.series[s].name, short_number(values[s], 4)));
  out += fmt::format("{}: {}\n", moment_text(options.moment), join(parts));
  const RunStatistics statistics = run_statistics(run, numbers, series);
  for (const std::string& sentence : dip_sentences(statistics)) out += sentence + "\n";
  if (!statistics.stationary.empty())
    out += "\n" + text_table(stationary_table(statistics), options.screen.table_width).text;

  Chart chart{.title = run.series[series[0]].name, .x_label = "time", .marks = {}, .form = Chart::Form::line};
  for (std::size_t t = 0; t < run.times.size(); ++t)
    chart.marks.push_back({.x = run.times[t], .y = number(numbers, t, series[0])});
  const std::string drawn = run.times.size() > 1 ? draw_chart(chart, options.screen) : "";
  return drawn.empty() ? out : out + "\n" + drawn;
}

nlohmann::ordered_json run_json(const Results& run, const AnalyzeOptions& options) {
  const std::vector<std::size_t> series = asked_or_all(run, options.observables);
  const OneRun numbers = numbers_of(run);
  const RunEnd& end = run.runs[0];
  using Json = nlohmann::ordered_json;
  Json out = {{"kind", "run"},
              {"title", run.title},
              {"scenario", run.scenario},
              {"seed", to_json(end.seed)},
              {"status", status_word(end.status)},
              {"steps", to_json(end.steps)},
              {"agents", run.agents == 0 ? Json() : Json(run.agents)},
              {"warnings", run.warnings},
              {"time", Json::array()},
              {"observables", Json::object()}};
  for (const double time : run.times) out["time"].push_back(to_json(time));
  for (const std::size_t s : series) {
    Json& over_time = out["observables"][run.series[s].name] = Json::array();
    for (std::size_t t = 0; t < run.times.size(); ++t) over_time.push_back(to_json(number(numbers, t, s)));
  }
  out.update(statistics_json(run_statistics(run, numbers, series)));
  return out;
}

}  // namespace heed::analysis

#include "analysis/run_report.hpp"

#include "analysis/chart.hpp"
#include "analysis/json.hpp"
#include "analysis/run_statistics.hpp"
#include "analysis/table.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr std::size_t rows_shown = 20, marks_shown = 4096;

/// More numbers than this are not held as JSON, each in some 50 bytes of memory.
constexpr std::size_t json_numbers = 10'000'000;

/// About 20 places from the first to the last, evenly spaced.
std::vector<std::size_t> places_shown(std::size_t times) {
  std::vector<std::size_t> out;
  const std::size_t rows = std::min(times, rows_shown);
  for (std::size_t i = 0; i < rows; ++i) out.push_back(rows == 1 ? 0 : i * (times - 1) / (rows - 1));
  return out;
}

std::string run_head(const Results& run) {
  std::string out = run.title + ":";
  if (run.agents > 0) out += fmt::format(" {} agents,", run.agents);
  if (!std::isnan(run.runs[0].seed)) out += fmt::format(" seed {:.0f},", run.runs[0].seed);
  return out + " " + ending_text(run.runs[0]);
}

Table over_time(const Results& run, const std::vector<std::size_t>& series) {
  Table table;
  table.columns.push_back({"time"});
  for (std::size_t s = 0; s < series.size(); ++s)
    table.columns.push_back({.name = run.series[series[s]].name, .group = static_cast<int>(s)});
  for (const std::size_t t : places_shown(run.times.size())) {
    table.rows.push_back({short_number(run.times[t], 6)});
    const OneRun now = read_times(run, series, 0, t, 1);
    for (const double v : now.row(0)) table.rows.back().push_back(short_number(v, 4));
  }
  return table;
}

/// A series over time for a chart: all its numbers, or of more than a screen can show the least and the
/// largest of each stretch.
std::vector<Mark> marks_of(const Results& run, std::size_t series) {
  const std::size_t stretch = std::max<std::size_t>(1, run.times.size() / marks_shown);
  std::vector<Mark> out;
  Mark low, high;
  for_each_piece(run, {series}, [&](const Piece& piece) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(piece.numbers.rows()); ++i) {
      const std::size_t t = piece.first + i;
      const Mark now{.x = run.times[t], .y = piece.numbers(static_cast<Eigen::Index>(i), 0)};
      if (t % stretch == 0) low = high = now;
      if (!(now.y >= low.y)) low = now;
      if (!(now.y <= high.y)) high = now;
      if (t % stretch + 1 < stretch && t + 1 < run.times.size()) continue;
      out.push_back(low.x <= high.x ? low : high);
      if (low.x != high.x) out.push_back(low.x <= high.x ? high : low);
    }
  });
  return out;
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
  const TextTable table = text_table(over_time(run, series), options.screen.table_width);
  std::string out = run_head(run) + "\n\n" + table.text;
  if (!table.left_out.empty())
    out += fmt::format("not shown: {}; '--observable' chooses\n", join_first(series_told, table.left_out));
  if (const std::string states = states_of(run); !states.empty() && options.observables.empty())
    out += fmt::format("also kept: {}; '--observable' shows them, '--csv' has them\n", states);
  if (run.times.empty() || series.empty()) return out;

  const std::vector<std::size_t> told = options.observables.empty() ? first_told(series) : series;
  const std::vector<double> values = values_at(options.moment, run, told, 0);
  std::vector<std::string> parts;
  for (std::size_t s = 0; s < told.size(); ++s)
    parts.push_back(fmt::format("{} {}", run.series[told[s]].name, short_number(values[s], 4)));
  out += fmt::format("{}: {}\n", moment_text(options.moment), join(parts));
  const RunStatistics statistics = run_statistics(run, told);
  for (const std::string& sentence : dip_sentences(statistics)) out += sentence + "\n";
  if (!statistics.stationary.empty())
    out += "\n" + text_table(stationary_table(statistics), options.screen.table_width).text;
  if (told.size() < series.size())
    out += fmt::format("these are the first {} of {} observables; '--observable' chooses, '--json' has all\n",
                       told.size(), series.size());

  const Chart chart{.title = run.series[series[0]].name,
                    .x_label = "time",
                    .marks = marks_of(run, series[0]),
                    .form = Chart::Form::line};
  const std::string picture = run.times.size() > 1 ? draw_chart(chart, options.screen) : "";
  return picture.empty() ? out : out + "\n" + picture;
}

nlohmann::ordered_json run_json(const Results& run, const AnalyzeOptions& options) {
  const std::vector<std::size_t> series = asked_or_all(run, options.observables);
  if (const std::size_t count = run.times.size() * series.size(); count > json_numbers)
    throw Error(
        ErrorKind::usage,
        fmt::format("'{}' has {} numbers over time, more than go into JSON ({}); '--observable' takes "
                    "fewer, '--csv' all",
                    run.file, count, json_numbers));
  const RunEnd& end = run.runs[0];
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
  std::vector<Json> over_time(series.size(), Json::array());
  for_each_piece(run, series, [&](const Piece& piece) {
    for (std::size_t c = 0; c < series.size(); ++c)
      for (const double v : piece.numbers.col(static_cast<Eigen::Index>(c)))
        over_time[c].push_back(to_json(v));
  });
  for (std::size_t c = 0; c < series.size(); ++c)
    add(out["observables"], run.series[series[c]].name, std::move(over_time[c]));
  out.update(statistics_json(run_statistics(run, series)));
  return out;
}

}  // namespace heed::analysis

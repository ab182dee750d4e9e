#include "analysis/figure/figure.hpp"
#include "analysis/figure/spec.hpp"
#include "analysis/figure/sweep_words.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_points = 60, most_seeds = 20, most_series = 4, most_numbers = 40000,
                      enough_times = 50;  ///< to see what happens between; fewer points rather than fewer

std::string lacks(const FigureSource& source) {
  if (std::string why = lacks_sweep(source); !why.empty()) return why;
  return source.results().times.size() < 2 ? "only one time was recorded" : "";
}

/// Numbers that are drawn of a point at one time.
std::size_t numbers_at_once(const Results& sweep, std::size_t series) {
  return std::max<std::size_t>(1, series * std::min(sweep.seeds, most_seeds));
}

/// The points by which the slider goes, in increasing order of the main parameter.
std::vector<std::size_t> chosen_points(const FigureSource& source, std::size_t series) {
  const SweptParameter& along = source.results().parameters[main_parameter(source)];
  std::vector<std::size_t> order(source.results().points), out;
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (is_numeric(along))
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return along.values[a] < along.values[b]; });
  const std::size_t numbers =
      numbers_at_once(source.results(), series) * std::min(source.results().times.size(), enough_times);
  const std::size_t most = std::clamp<std::size_t>(most_numbers / numbers, 1, most_points);
  for (const std::size_t place : even_places(order.size(), most)) out.push_back(order[place]);
  return out;
}

const char* ending(RunStatus status) {
  switch (status) {
    case RunStatus::converged: return "converged";
    case RunStatus::complete: return "complete";
    case RunStatus::horizon: return "not converged at its horizon";
    case RunStatus::failed: return "failed";
    default: return "did not end";
  }
}

std::vector<std::size_t> chosen_times(const Results& sweep, std::size_t points, std::size_t series) {
  return even_places(sweep.times.size(), most_numbers / (points * numbers_at_once(sweep, series)));
}

struct Drawn {
  FigureData data{{"point"}, {"seed"}, {"time"}, {"ending", true}};
  std::vector<double> low, high;  ///< of each series, over all points
};

Drawn lines(const FigureSource& source, const std::vector<std::size_t>& points,
            const std::vector<std::size_t>& times, const std::vector<std::size_t>& series) {
  const Results& sweep = source.results();
  std::vector<std::size_t> place(sweep.points, points.size()), seeds(sweep.points);
  for (std::size_t k = 0; k < points.size(); ++k) place[points[k]] = k;
  Drawn out;
  for (std::size_t s = 0; s < series.size(); ++s) out.data.add_field("v" + std::to_string(s));
  out.low.assign(series.size(), std::numeric_limits<double>::infinity());
  out.high.assign(series.size(), -std::numeric_limits<double>::infinity());
  for_each_run(sweep, [&](std::size_t r, const OneRun& run) {
    const RunEnd& end = sweep.runs[r];
    if (place[end.point] == points.size() || ++seeds[end.point] > most_seeds) return;
    for (const std::size_t t : times) {
      std::vector<Cell> row{static_cast<double>(place[end.point]), end.seed, sweep.times[t],
                            ending(end.status)};
      bool any = false;
      for (std::size_t s = 0; s < series.size(); ++s) {
        const double value = run(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(series[s]));
        row.emplace_back(to_digits(value, 7));
        if (!std::isfinite(value)) continue;
        any = true;
        out.low[s] = std::min(out.low[s], value);
        out.high[s] = std::max(out.high[s], value);
      }
      if (any) out.data.add(row);
    }
  });
  for (std::size_t s = 0; s < series.size(); ++s) {
    if (!(out.low[s] <= out.high[s])) out.low[s] = 0, out.high[s] = 1;
    if (out.low[s] == out.high[s]) out.low[s] -= 0.5, out.high[s] += 0.5;
  }
  return out;
}

Figure make(const FigureSource& source) {
  const Results& sweep = source.results();
  const std::vector<std::size_t> series = offered_series(source, most_series),
                                 points = chosen_points(source, series.size()),
                                 times = chosen_times(sweep, points.size(), series.size());
  const Drawn drawn = lines(source, points, times, series);
  std::vector<std::string> labels, names;
  const bool alone = sweep.parameters.size() == 1;  // then the slider is named after it
  for (const std::size_t point : points)
    labels.push_back(alone ? short_text(sweep.parameters[0].values[point]) : point_text(sweep, point));
  for (const std::size_t s : series) names.push_back(sweep.series[s].name);
  const std::string by = sweep.parameters[main_parameter(source)].name;
  Figure out{
      .name = {},
      .title = "Run by run: " + (names.size() == 1 ? names[0] : "what the seeds did") + " over time",
      .caption = fmt::format(
          "A line for each seed ({}) at the point chosen by the slider ({}); colour is how "
          "the run ended. Drawn at {} times. The axis is the same at every point.{}",
          first_text(std::min(sweep.seeds, most_seeds), sweep.seeds), part_text(points.size(), sweep.points),
          part_text(times.size(), sweep.times.size()), offered_text(source, series)),
      .description = fmt::format("Lines over time for each seed, with a slider over {} points of {}.",
                                 part_text(points.size(), sweep.points), by),
      .spec = specification(drawn.data, 300)};
  Json& spec = out.spec;
  add_slider(spec, "point", alone ? by : "point", labels, points.size() / 2);
  add_choice(spec, "series", "observable", names);
  if (names.size() > 1) head_with_choice(spec, "series");
  spec["params"].push_back({{"name", "lows"}, {"value", drawn.low}});
  spec["params"].push_back({{"name", "highs"}, {"value", drawn.high}});
  spec["transform"] = {filter("datum.point === point"), calculate("value", "datum['v' + series]")};
  spec["mark"] = {{"type", "line"}, {"opacity", 0.65}, {"strokeWidth", 1.4}, {"clip", true}};
  Json y = number_of("value", "");
  y["title"] = names.size() == 1 ? Json(names[0]) : Json(nullptr);
  y["scale"] = {
      {"zero", false}, {"domainMin", {{"expr", "lows[series]"}}}, {"domainMax", {{"expr", "highs[series]"}}}};
  std::vector<std::string> endings;
  for (const RunEnd& run : sweep.runs)
    if (std::find(endings.begin(), endings.end(), ending(run.status)) == endings.end())
      endings.emplace_back(ending(run.status));
  Json colour = category_colour("ending", "the run", endings);
  colour["legend"] = {{"orient", "bottom"}, {"columns", 1}, {"labelLimit", 260}, {"symbolOpacity", 1}};
  spec["encoding"] = {{"x", number_on("time", "time")},
                      {"y", y},
                      {"detail", {{"field", "seed"}}},
                      {"color", colour},
                      {"tooltip", {number_of("seed", "seed"), text_of("ending", "ended")}}};
  return out;
}

}  // namespace

FigureKind runs_of_a_point() {
  return {.summary = "what each seed of a sweep did over time, with a slider over its points",
          .place = 20,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures

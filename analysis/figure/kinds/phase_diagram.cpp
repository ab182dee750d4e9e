#include "analysis/figure/figure.hpp"
#include "analysis/figure/spec.hpp"
#include "analysis/figure/sweep_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_series = 12, none = static_cast<std::size_t>(-1);

/// The parameter along the other axis: the next that has more than one value; `none` where there is none, and
/// where points are scattered it must be numbers.
std::size_t other_parameter(const FigureSource& source) {
  const Results& sweep = source.results();
  const std::size_t by = main_parameter(source);
  for (std::size_t p = 0; p < sweep.parameters.size(); ++p)
    if (p != by && changes(sweep.parameters[p]) && (!is_scattered(sweep) || is_numeric(sweep.parameters[p])))
      return p;
  return none;
}

std::string lacks(const FigureSource& source) {
  if (std::string why = lacks_sweep(source); !why.empty()) return why;
  const Results& sweep = source.results();
  if (sweep.design == "zip") return "the parameters changed together, so the points lie on a line";
  if (is_scattered(sweep) && !is_numeric(sweep.parameters[main_parameter(source)]))
    return "its axes are numbers where points are scattered";
  return other_parameter(source) == none ? "it needs two swept parameters with several values each" : "";
}

FigureData points_of(const FigureSource& source, std::size_t by, std::size_t other,
                     const std::vector<std::size_t>& points, const std::vector<std::size_t>& series,
                     const PointGroups& rest) {
  const Results& sweep = source.results();
  const bool scattered = is_scattered(sweep);
  FigureData data{{"series"}, {"rest"}, {"x", !scattered}, {"y", !scattered},
                  {"mean"},   {"low"},  {"high"},          {"runs"}};
  const auto place = [&](std::size_t parameter, std::size_t point) {
    const Cell& value = sweep.parameters[parameter].values[point];
    return scattered ? value : Cell(short_text(value));
  };
  for (std::size_t s = 0; s < series.size(); ++s)
    for (const std::size_t p : points) {
      const Spread& spread = source.points()[p].spreads[series[s]];
      if (!std::isfinite(spread.mean)) continue;
      const Interval interval = interval_of(spread);
      data.add({static_cast<double>(s), static_cast<double>(rest.of[p]), place(by, p), place(other, p),
                to_digits(spread.mean, 9), to_digits(interval.low, 9), to_digits(interval.high, 9),
                static_cast<double>(spread.n)});
    }
  return data;
}

/// Where the main observable is lowest and highest.
std::string in_words(const FigureSource& source, std::size_t series) {
  const std::vector<PointSummary>& points = source.points();
  std::size_t low = none, high = none;
  for (std::size_t p = 0; p < points.size(); ++p) {
    const double x = points[p].spreads[series].mean;
    if (!std::isfinite(x)) continue;
    if (low == none || x < points[low].spreads[series].mean) low = p;
    if (high == none || x > points[high].spreads[series].mean) high = p;
  }
  if (low == none) return "";
  return fmt::format(" {} is lowest, {}, at {} and highest, {}, at {}.", source.results().series[series].name,
                     short_number(points[low].spreads[series].mean), point_text(source.results(), low),
                     short_number(points[high].spreads[series].mean), point_text(source.results(), high));
}

Json axis_of(const SweptParameter& parameter, const char* field, bool scattered) {
  if (scattered) return number_on(field, parameter.name, is_geometric(numbers_of(parameter)));
  std::vector<std::string> order = value_texts(parameter);
  if (std::string(field) == "y") std::reverse(order.begin(), order.end());
  return {{"field", field},
          {"type", "ordinal"},
          {"title", parameter.name},
          {"sort", order},
          {"axis", {{"labelAngle", 0}, {"labelOverlap", true}}}};
}

Figure make(const FigureSource& source) {
  const Results& sweep = source.results();
  const std::size_t by = main_parameter(source), other = other_parameter(source);
  const bool scattered = is_scattered(sweep);
  const SweptParameter &across = sweep.parameters[by], &up = sweep.parameters[other];
  const PointGroups rest = groups_beside(sweep, {by, other});
  const std::vector<std::size_t> series = offered_series(source, most_series);
  const std::vector<std::size_t> points =
      even_places(sweep.points, scattered ? most_drawn_points : sweep.points);
  std::vector<std::string> names;
  for (const std::size_t s : series) names.push_back(sweep.series[s].name);
  const std::string one = names.size() == 1 ? names[0] : "What came out";
  Figure out{
      .name = {},
      .title = fmt::format("{} over {} and {}", one, across.name, up.name),
      .caption =
          fmt::format("Mean over the seeds of each point at the end of the runs; {}. Bright is high.{}",
                      scattered
                          ? fmt::format("a dot for each point ({})", part_text(points.size(), sweep.points))
                          : "a cell for each point",
                      scattered && sweep.parameters.size() > 2 ? " Other parameters vary too." : "") +
          without_interval(source, points, series) + offered_text(source, series),
      .description =
          fmt::format("Phase diagram over {} and {}.", across.name, up.name) + in_words(source, series[0]),
      .spec = specification(
          points_of(source, by, other, points, series, rest),
          scattered ? 360 : std::clamp<int>(34 * static_cast<int>(value_texts(up).size()), 180, 520))};
  Json& spec = out.spec;
  add_choice(spec, "series", "observable", names);
  add_choice(spec, "rest", "at", rest.names);
  if (scattered) spec["params"].push_back(zoom({"x", "y"}));
  spec["transform"] = {filter("datum.series === series && datum.rest === rest"), interval_in_words()};
  spec["mark"] = scattered ? Json{{"type", "circle"}, {"size", 130}, {"opacity", 1}, {"clip", true}}
                           : Json{{"type", "rect"}};
  Json colour = number_of("mean", names.size() == 1 ? names[0] : "mean");
  colour["scale"] = {{"scheme", "viridis"}, {"zero", false}};
  Json x = axis_of(across, "x", scattered), y = axis_of(up, "y", scattered);
  Json tooltip = std::vector<Json>{x, y};
  for (Json& channel : tooltip)
    for (const char* key : {"sort", "axis", "scale"}) channel.erase(key);
  tooltip.push_back(number_of("mean", "mean"));
  tooltip.push_back(text_of("interval", "95 % interval"));
  tooltip.push_back(number_of("runs", "runs"));
  spec["encoding"] = {{"x", x}, {"y", y}, {"color", colour}, {"tooltip", tooltip}};
  return out;
}

}  // namespace

FigureKind phase_diagram() {
  return {.summary = "an observable over two swept parameters, as a map",
          .place = 12,
          .lacks = lacks,
          .make = make};
}

}  // namespace heed::analysis::figures

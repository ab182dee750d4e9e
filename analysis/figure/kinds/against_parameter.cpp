#include "analysis/figure/figure.hpp"
#include "analysis/figure/spec.hpp"
#include "analysis/figure/sweep_words.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_lines = 8;

/// One line: a part of an observable at one setting of the parameters that are not along the axis.
struct Line {
  std::size_t observable, series, group;
  std::string name;
};

struct Plan {
  std::size_t by;
  PointGroups groups;
  std::vector<std::string> observables;
  std::vector<Line> lines;
  std::size_t left_out = 0;

  std::vector<std::size_t> all_points(std::size_t group) const {
    std::vector<std::size_t> out;
    for (std::size_t p = 0; p < groups.of.size(); ++p)
      if (groups.of[p] == group) out.push_back(p);
    return out;
  }
  /// Those that are drawn.
  std::vector<std::size_t> points(std::size_t group) const {
    const std::vector<std::size_t> all = all_points(group);
    std::vector<std::size_t> out;
    for (const std::size_t place : even_places(all.size(), most_drawn_points)) out.push_back(all[place]);
    return out;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const Line& line : lines)
      if (std::find(out.begin(), out.end(), line.name) == out.end()) out.push_back(line.name);
    return out;
  }
};

Plan plan_of(const FigureSource& source) {
  Plan out{.by = main_parameter(source),
           .groups = groups_beside(source.results(), {main_parameter(source)}),
           .observables = source.observables(),
           .lines = {}};
  for (std::size_t o = 0; o < out.observables.size(); ++o) {
    std::vector<Line> lines;
    for (const std::size_t s : source.series_of(out.observables[o]))
      for (std::size_t g = 0; g < out.groups.names.size(); ++g) {
        const Series& series = source.results().series[s];
        std::vector<std::string> words;
        if (series.parts > 1) words.push_back(series.name.substr(series.variable.size()));
        if (!out.groups.names[g].empty()) words.push_back(out.groups.names[g]);
        lines.push_back({o, s, g, words.empty() ? "measured" : join(words)});
      }
    out.left_out = std::max(out.left_out, lines.size() - std::min(lines.size(), most_lines));
    for (const std::size_t place : even_places(lines.size(), most_lines)) out.lines.push_back(lines[place]);
  }
  return out;
}

FigureData measured(const FigureSource& source, const Plan& plan) {
  const SweptParameter& along = source.results().parameters[plan.by];
  FigureData data{{"observable"}, {"line", true}, {"x", !is_numeric(along)}, {"mean"}, {"low"}, {"high"},
                  {"runs"},       {"converged"}};
  for (const Line& line : plan.lines)
    for (const std::size_t p : plan.points(line.group)) {
      const PointSummary& point = source.points()[p];
      const Spread& spread = point.spreads[line.series];
      if (!std::isfinite(spread.mean)) continue;
      const Interval interval = interval_of(spread);
      data.add({static_cast<double>(line.observable), line.name, along.values[p], spread.mean, interval.low,
                interval.high, static_cast<double>(spread.n), static_cast<double>(point.converged)});
    }
  return data;
}

/// Does a quantity of theory speak of this series at the end of its runs? "order parameter in the long run".
bool speaks_of(const std::string& quantity, std::string series) {
  std::replace(series.begin(), series.end(), '_', ' ');
  if (!quantity.starts_with(series)) return false;
  const std::string rest = quantity.substr(series.size());
  return rest.empty() || rest == " at the end" || rest == " in the long run" || rest == " at rest";
}

FigureData predicted(const FigureSource& source, const Plan& plan) {
  const SweptParameter& along = source.results().parameters[plan.by];
  FigureData data{{"observable"}, {"line", true}, {"x", !is_numeric(along)}, {"predicted"}, {"law", true}};
  const std::vector<ComparedPoint>& points = source.theory().points;
  for (const Line& line : plan.lines)
    for (const std::size_t p : plan.points(line.group))
      if (p < points.size())
        for (const ComparedQuantity& q : points[p].quantities)
          if (std::isfinite(q.predicted) && speaks_of(q.quantity, source.results().series[line.series].name))
            data.add({static_cast<double>(line.observable), line.name, along.values[p], q.predicted, q.law});
  return data;
}

std::string in_words(const FigureSource& source, const Plan& plan) {
  const Line& line = plan.lines.front();
  const SweptParameter& along = source.results().parameters[plan.by];
  std::vector<std::string> out;
  const std::vector<std::size_t> points = plan.all_points(line.group);
  for (const std::size_t place : even_places(points.size(), 5))
    out.push_back(fmt::format("{} at {}",
                              short_number(source.points()[points[place]].spreads[line.series].mean),
                              short_text(along.values[points[place]])));
  return fmt::format("Mean of {} against {}: {}.", source.results().series[line.series].name, along.name,
                     join(out));
}

/// How many points are drawn where not all are, and how many have no interval.
std::string points_in_words(const FigureSource& source, const Plan& plan) {
  std::set<std::size_t> groups, series;
  for (const Line& line : plan.lines) groups.insert(line.group), series.insert(line.series);
  std::vector<std::size_t> drawn;
  std::size_t all = 0;
  for (const std::size_t group : groups) {
    const std::vector<std::size_t> points = plan.points(group);
    drawn.insert(drawn.end(), points.begin(), points.end());
    all += plan.all_points(group).size();
  }
  const std::string part = fmt::format(" {} of {} points are drawn, evenly chosen.", drawn.size(), all);
  return (drawn.size() < all ? part : "") + without_interval(source, drawn, {series.begin(), series.end()});
}

std::string caption_of(const FigureSource& source, const Plan& plan, bool scattered, bool theory) {
  std::string out = fmt::format(
      "{} over the seeds of each point, at the end of the runs, with its 95 % bootstrap "
      "interval{}.",
      "Mean", scattered ? "" : " as a band");
  if (theory) out += " The dashed line is what theory predicts.";
  if (scattered) out += " The other parameters vary from point to point too.";
  if (source.results().design == "zip" && source.results().parameters.size() > 1 &&
      plan.groups.names.size() == 1)
    out += " The other parameters change with it.";
  if (plan.left_out > 0)
    out += fmt::format(" {} lines are shown, evenly chosen; {} are left out.", most_lines, plan.left_out);
  return out + points_in_words(source, plan) +
         observables_text(plan.observables.size(), source.all_observables().size());
}

Json x_of(const SweptParameter& along) {
  Json out = text_of("x", along.name);
  if (is_numeric(along)) {
    out = number_on("x", along.name, is_geometric(numbers_of(along)));
    out["scale"]["padding"] = 12;  // so that no point is cut in half
    return out;
  }
  out["sort"] = value_texts(along);
  out["axis"] = {{"labelAngle", 0}};
  return out;
}

/// The title of the axis: that of the only observable; with several, the one chosen stands above the axis.
Json y_title(const Plan& plan) {
  return plan.observables.size() == 1 ? Json(plan.observables[0]) : Json(nullptr);
}

std::vector<Json> layers(const FigureSource& source, const Plan& plan, bool scattered) {
  const SweptParameter& along = source.results().parameters[plan.by];
  const bool numeric = is_numeric(along);
  const Json x = x_of(along), colour = category_colour("line", "", plan.names());
  const Json shown = {filter("datum.observable === observable"), interval_in_words()};
  const auto y = [&](const char* field) {
    Json out = number_on(field, "");
    out["title"] = y_title(plan);
    out["scale"]["nice"] = true;
    return out;
  };
  const Json band = numeric && !scattered ? Json{{"type", "area"}, {"opacity", 0.22}, {"clip", true}}
                                          : Json{{"type", "rule"}, {"opacity", 0.7}, {"clip", true}};
  std::vector<Json> out;
  Json interval{{"transform", shown},
                {"mark", band},
                {"encoding", {{"x", x}, {"y", y("low")}, {"y2", {{"field", "high"}}}, {"color", colour}}}};
  if (numeric) interval["params"] = Json::array({zoom({"x", "y"})});
  out.push_back(interval);
  Json tooltip = std::vector<Json>{
      {{"field", "x"}, {"type", numeric ? "quantitative" : "nominal"}, {"title", along.name}},
      number_of("mean", "mean"),
      text_of("interval", "95 % interval"),
      number_of("runs", "runs"),
      number_of("converged", "of them converged")};
  if (plan.names().size() > 1) tooltip.push_back(text_of("line", "line"));
  const Json encoding{{"x", x}, {"y", y("mean")}, {"color", colour}, {"tooltip", tooltip}};
  if (!scattered && numeric)
    out.push_back(
        {{"transform", shown}, {"mark", {{"type", "line"}, {"clip", true}}}, {"encoding", encoding}});
  out.push_back(
      {{"transform", shown},
       {"mark", {{"type", "point"}, {"filled", true}, {"size", 55}, {"opacity", 1}, {"clip", true}}},
       {"encoding", encoding}});
  return out;
}

Json theory_layer(const SweptParameter& along, const Json& title, const Json& theory) {
  Json tooltip_x{
      {"field", "x"}, {"type", is_numeric(along) ? "quantitative" : "nominal"}, {"title", along.name}};
  Json law = text_of("law", "theory");
  law["scale"] = {{"range", {"#D55E00", "#CC79A7", "#8C8C8C", "#009E73"}}};
  Json mark{{"type", "line"}, {"strokeDash", {6, 4}}, {"strokeWidth", 2}, {"clip", true}};
  mark["point"] = {{"shape", "diamond"}, {"size", 30}};
  Json y = number_on("predicted", "");
  y["title"] = title;
  y["scale"]["nice"] = true;
  return {{"data", theory},
          {"transform", Json::array({filter("datum.observable === observable")})},
          {"mark", mark},
          {"encoding",
           {{"x", x_of(along)},
            {"y", y},
            {"detail", {{"field", "line"}}},
            {"color", law},
            {"tooltip", {text_of("law", "theory"), tooltip_x, number_of("predicted", "predicted")}}}}};
}

Figure make(const FigureSource& source) {
  const Plan plan = plan_of(source);
  const FigureData theory = predicted(source, plan);
  const bool scattered = is_scattered(source.results()), has_theory = theory.rows() > 0;
  const std::string by = source.results().parameters[plan.by].name;
  Figure out{.name = {},
             .title = fmt::format("{} against {}",
                                  plan.observables.size() == 1 ? plan.observables[0] : "What came out", by),
             .caption = caption_of(source, plan, scattered, has_theory),
             .description = in_words(source, plan),
             .spec = specification(measured(source, plan), 340)};
  add_choice(out.spec, "observable", "observable", plan.observables);
  if (plan.observables.size() > 1) head_with_choice(out.spec, "observable");
  out.spec["layer"] = std::vector<Json>{{{"layer", layers(source, plan, scattered)}}};
  if (has_theory)
    out.spec["layer"].push_back(
        theory_layer(source.results().parameters[plan.by], y_title(plan), theory.json()));
  // Colours of laws and of lines are scales of their own; those of the lines are shared.
  if (has_theory) out.spec["resolve"] = {{"scale", {{"color", "independent"}}}};
  return out;
}

}  // namespace

FigureKind against_parameter() {
  return {.summary = "an observable against a swept parameter, with 95 % intervals and what theory predicts",
          .place = 10,
          .lacks = lacks_sweep,
          .make = make};
}

}  // namespace heed::analysis::figures

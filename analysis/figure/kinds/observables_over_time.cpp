#include "analysis/figure/figure.hpp"
#include "analysis/figure/source.hpp"
#include "analysis/figure/spec.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis::figures {
namespace {

constexpr std::size_t most_times = 150, most_parts = 8;

std::string lacks(const FigureSource& source) {
  if (source.is_sweep()) return "it is of one run, and this is a sweep";
  if (source.observables().empty()) return "the file holds no observables (record.observables)";
  return source.recorded() < 2 ? "only one time was recorded" : "";
}

/// What stands in brackets: "climate" of "mean[climate]"; "all" where there are no parts.
std::string part_name(const Series& series) {
  if (series.parts < 2) return "all";
  return series.name.substr(series.variable.size() + 1, series.name.size() - series.variable.size() - 2);
}

/// The series that are drawn, in order of their observables.
std::vector<std::size_t> drawn_series(const FigureSource& source, const std::vector<std::string>& names) {
  std::vector<std::size_t> out;
  for (const std::string& name : names)
    for (const std::size_t s : source.series_of(name))
      if (source.results().series[s].part < most_parts) out.push_back(s);
  return out;
}

Figure make(const FigureSource& source) {
  const Results& results = source.results();
  const std::vector<std::string> names = source.observables();
  const std::vector<std::size_t> series = drawn_series(source, names),
                                 times = even_places(source.recorded(), most_times);
  OneRun run(static_cast<Eigen::Index>(times.size()), static_cast<Eigen::Index>(series.size()));
  for (std::size_t t = 0; t < times.size(); ++t)
    run.row(static_cast<Eigen::Index>(t)) = read_times(results, series, 0, times[t], 1);
  FigureData data{{"observable", true}, {"part", true}, {"time"}, {"value"}};
  std::vector<std::string> parts, ends;
  bool left_out = false;
  for (std::size_t s = 0; s < series.size(); ++s) {
    const Series& one = results.series[series[s]];
    const auto values = run.col(static_cast<Eigen::Index>(s));
    left_out = left_out || one.parts > most_parts;
    const std::string part = part_name(one);
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    for (std::size_t t = 0; t < times.size(); ++t)
      data.add({names.size() == 1 ? names[0] : one.variable, part, results.times[times[t]],
                values[static_cast<Eigen::Index>(t)]});
    if (ends.size() < 6)
      ends.push_back(fmt::format("{} {}", one.name, short_number(values[values.size() - 1])));
  }
  Figure out{.name = {},
             .title = "Observables over time",
             .caption = fmt::format(
                 "Each in its own range, {} recorded times.{}{}", part_text(times.size(), source.recorded()),
                 left_out ? fmt::format(" Of those with many parts the first {} are shown.", most_parts) : "",
                 observables_text(names.size(), source.all_observables().size())),
             .description = fmt::format("Line charts of {}. At the end: {}.", join(names), join(ends, "; ")),
             .spec = specification(data)};
  Json& spec = out.spec;
  spec.erase("width");
  spec.erase("height");
  spec["facet"] = text_of("observable", "");
  spec["facet"]["sort"] = names;
  spec["facet"]["title"] = nullptr;
  spec["facet"]["header"] = {{"labelFontSize", 13}, {"labelFontWeight", 600}, {"labelAnchor", "start"}};
  spec["columns"] = 3;
  Json y = number_on("value", "");
  y["title"] = nullptr;
  y["scale"]["nice"] = true;
  y["axis"] = {{"tickCount", 4}, {"minExtent", 52}};  // charts below each other stay in line
  Json x = number_on("time", "time");
  x["axis"] = {{"tickCount", 4}};
  spec["spec"] = {
      {"width", 200},
      {"height", 130},
      {"mark", {{"type", "line"}, {"strokeWidth", 1.6}, {"tooltip", true}}},
      {"encoding",
       {{"x", x},
        {"y", y},
        {"color", category_colour("part", "", parts)},
        {"tooltip", {text_of("part", "of"), number_of("time", "time"), number_of("value", "value")}}}}};
  spec["resolve"] = {{"scale", {{"y", "independent"}}}};
  return out;
}

}  // namespace

FigureKind observables_over_time() {
  return {.summary = "all observables of a run over time", .place = 40, .lacks = lacks, .make = make};
}

}  // namespace heed::analysis::figures

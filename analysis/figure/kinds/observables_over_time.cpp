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
  return source.run().rows() < 2 ? "only one time was recorded" : "";
}

/// What stands in brackets: "climate" of "mean[climate]"; "all" where there are no parts.
std::string part_name(const Series& series) {
  if (series.parts < 2) return "all";
  return series.name.substr(series.variable.size() + 1, series.name.size() - series.variable.size() - 2);
}

Figure make(const FigureSource& source) {
  const std::vector<std::string> names = source.observables();
  const OneRun& run = source.run();
  FigureData data{{"observable", true}, {"part", true}, {"time"}, {"value"}};
  std::vector<std::string> parts, ends;
  bool left_out = false;
  for (const std::string& name : names)
    for (const std::size_t s : source.series_of(name)) {
      const Series& series = source.results().series[s];
      if (series.part >= most_parts) {
        left_out = true;
        continue;
      }
      const std::string part = part_name(series);
      if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
      for (const std::size_t t : even_places(static_cast<std::size_t>(run.rows()), most_times))
        data.add({name, part, source.results().times[t],
                  run(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(s))});
      if (ends.size() < 6)
        ends.push_back(fmt::format("{} {}", series.name,
                                   short_number(run(run.rows() - 1, static_cast<Eigen::Index>(s)))));
    }
  const std::size_t times = static_cast<std::size_t>(run.rows());
  Figure out{
      .name = {},
      .title = "Observables over time",
      .caption = fmt::format(
          "Each in its own range, {} recorded times.{}", part_text(std::min(times, most_times), times),
          left_out ? fmt::format(" Of those with many parts the first {} are shown.", most_parts) : ""),
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

#include "analysis/figure/scenario_words.hpp"

#include "analysis/figure/spec.hpp"
#include "heed/core/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Why a variable that is there is not as it should be; empty where it is.
std::string misfit(const FigureSource& source, const NeededVariable& needed) {
  const auto& [name, axes, optional] = needed;
  const TrajectoryReader& reader = source.reader();
  if (const std::vector<std::string>& is = reader.variable(name).axes; is != axes)
    return fmt::format("'{}' should be along {}, and is along {}", name, join(axes),
                       join(is).empty() ? "no axis" : join(is));
  const std::size_t there = reader.shape(name)[0],
                    places = axes[0] == "time" ? source.recorded() : reader.axis(axes[0]).length;
  if (there < places)
    return fmt::format("'{}' should have {} places along {}, and has {}", name, places, axes[0], there);
  for (std::size_t k = 1; k < axes.size(); ++k)
    if (std::string why = lacks_names(source, axes[k]); !why.empty()) return why;
  return "";
}

}  // namespace

std::string lacks_states(const FigureSource& source, std::string_view scenario,
                         const std::vector<NeededVariable>& variables) {
  if (source.results().scenario != scenario)
    return fmt::format("it is of the scenario {}, and this is {}", scenario, source.results().scenario);
  if (source.is_sweep()) return "it is of one run, and this is a sweep";
  for (const NeededVariable& needed : variables)
    if (source.has(needed.name)) {
      if (std::string why = misfit(source, needed); !why.empty()) return why;
    } else if (!needed.optional) {
      return fmt::format("the file holds no '{}' (record.states)", needed.name);
    }
  return source.recorded() < 1 ? "nothing was recorded" : "";
}

std::string lacks_names(const FigureSource& source, std::string_view axis) {
  return names_along(source, axis, 1).empty() ? fmt::format("the axis '{}' has no names", axis) : "";
}

std::vector<std::string> names_along(const FigureSource& source, std::string_view axis, std::size_t most) {
  std::vector<std::string> out = axis_labels<std::string>(source.reader(), axis);
  out.resize(std::min(out.size(), most));
  return out;
}

bool has_validation(const FigureSource& source) {
  if (!source.has("part")) return true;
  const std::vector<double> part = source.reader().numbers("part");
  return std::find(part.begin(), part.end(), 2.0) != part.end();  // none, train, validation, test
}

Json ReadingTimes::axis(std::string_view field) const {
  return dated ? date_on(field, title) : number_on(field, title);
}

Json ReadingTimes::tooltip(std::string_view field) const {
  Json out = number_of(field, title);
  if (!dated) return out;
  out["type"] = "temporal";
  out["timeUnit"] = "utcyearmonthdatehoursminutes";
  return out;
}

ReadingTimes reading_times(const FigureSource& source) {
  for (const char* name : {"date", "clock"}) {
    if (!source.has(name)) continue;
    ReadingTimes out{.at = source.reader().numbers(name), .dated = std::string(name) == "date", .title = {}};
    out.title = out.dated ? "date" : "time";
    if (out.dated)
      for (double& time : out.at) time *= 1000;
    return out;
  }
  return {.at = source.results().times, .dated = false, .title = "moment"};
}

TimeSlices::TimeSlices(const FigureSource& source, std::string variable)
    : reader_(source.reader()), variable_(std::move(variable)), shape_(reader_.shape(variable_)) {}

std::vector<double> TimeSlices::at(std::size_t time) const { return reader_.numbers(variable_, time, 1); }

}  // namespace heed::analysis

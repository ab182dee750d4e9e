#include "analysis/figure/scenario_words.hpp"

#include "heed/core/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed::analysis {

std::string lacks_states(const FigureSource& source, std::string_view scenario,
                         const std::vector<NeededVariable>& variables) {
  if (source.results().scenario != scenario)
    return fmt::format("it is of the scenario {}, and this is {}", scenario, source.results().scenario);
  if (source.is_sweep()) return "it is of one run, and this is a sweep";
  for (const auto& [name, axes] : variables) {
    if (!source.has(name)) return fmt::format("the file holds no '{}' (record.states)", name);
    if (source.reader().variable(name).axes != axes)
      return fmt::format("'{}' should be along {}, and is along {}", name, join(axes),
                         join(source.reader().variable(name).axes));
  }
  return source.recorded() < 1 ? "nothing was recorded" : "";
}

std::vector<std::string> names_along(const FigureSource& source, std::string_view axis, std::size_t most) {
  std::vector<std::string> out = axis_labels<std::string>(source.reader(), axis);
  out.resize(std::min(out.size(), most));
  return out;
}

TimeSlices::TimeSlices(const FigureSource& source, std::string variable)
    : reader_(source.reader()), variable_(std::move(variable)), shape_(reader_.shape(variable_)) {}

std::vector<double> TimeSlices::at(std::size_t time) const { return reader_.numbers(variable_, time, 1); }

}  // namespace heed::analysis

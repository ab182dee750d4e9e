#include "heed/run/memory_recorder.hpp"

#include "heed/core/error.hpp"
#include "heed/run/run_result.hpp"

#include <fmt/format.h>

namespace heed {

void MemoryRecorder::variable(const Variable& variable) {
  if (variable.axes.empty()) return;
  const std::string& axis = variable.axes.front();
  const bool kept = variable.state ? states_ && (axis == "time" || axis == "snapshot") : axis == "time";
  if (!kept || variable.type == Type::text) return;
  variables_.push_back(variable);
  values_[variable.name];
}

void MemoryRecorder::append(std::string_view axis, double label, std::span<const Entry> slices) {
  labels_[std::string(axis)].push_back(label);
  for (const Entry& slice : slices) {
    const auto found = values_.find(std::string(slice.variable));
    if (found == values_.end()) continue;
    std::visit(
        [&]<class T>(std::span<const T> values) {
          if constexpr (!std::is_same_v<T, std::string>)
            found->second.insert(found->second.end(), values.begin(), values.end());
        },
        slice.values);
  }
}

void MemoryRecorder::carried(Carried& c) {
  for (const Axis& axis : axes_)
    if (axis.grows) c.grows(axis.name, labels_[axis.name]);
  for (const Variable& variable : variables_) {
    std::vector<double>& values = values_[variable.name];
    c.grows(variable.name, values);
    if (!c.gives_back()) continue;
    const std::size_t places = labels(variable.axes.front()).size(), width = width_of(variable);
    if (values.size() != places * width)
      Carried::refuse(fmt::format("'{}' has {} values at {} places of '{}', but should have {} at each",
                                  variable.name, values.size(), places, variable.axes.front(), width));
  }
}

/// How many values a variable has at each place of the axis it grows on.
std::size_t MemoryRecorder::width_of(const Variable& variable) const {
  std::size_t out = 1;
  for (std::size_t k = 1; k < variable.axes.size(); ++k) out *= length_of(axis_of(variable.axes[k]));
  return out;
}

const std::vector<double>& MemoryRecorder::labels(const std::string& axis) const {
  static const std::vector<double> none;
  const auto found = labels_.find(axis);
  return found == labels_.end() ? none : found->second;
}

const Axis& MemoryRecorder::axis_of(const std::string& name) const {
  for (const Axis& axis : axes_)
    if (axis.name == name) return axis;
  throw Error(ErrorKind::internal, "no axis '" + name + "'");
}

}  // namespace heed

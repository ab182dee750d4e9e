#include "heed/core/error.hpp"
#include "heed/io/trajectory_file.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>

#include <fmt/format.h>

namespace heed {
namespace {

/// With more, the pieces in which HDF5 keeps where chunks are would be longer than a page.
constexpr std::size_t most_growing_axes = 4;

/// "graph/source" in two.
std::pair<std::string, std::string> split_name(const std::string& name) {
  const auto slash = name.rfind('/');
  if (slash == std::string::npos) return {"", name};
  return {name.substr(0, slash), name.substr(slash + 1)};
}

[[noreturn]] void mistake(const std::string& text) { throw Error(ErrorKind::internal, text); }

/// NaN for reals; the fill value asked for, else -1, for whole numbers.
double fill_of(const Variable& variable) {
  double fill = variable.type == Type::int8 || variable.type == Type::int32
                    ? -1.0
                    : std::numeric_limits<double>::quiet_NaN();
  for (const Attribute& a : variable.attributes)
    if (a.name == "_FillValue")
      std::visit(
          [&]<class Value>(const Value& value) {
            if constexpr (!std::is_same_v<Value, std::string>)
              if (!value.empty()) fill = static_cast<double>(value[0]);
          },
          a.value);
  return fill;
}

bool has_attribute(const Variable& variable, std::string_view name) {
  return std::any_of(variable.attributes.begin(), variable.attributes.end(),
                     [name](const Attribute& a) { return a.name == name; });
}

}  // namespace

/// Waits for what was queued, because the place of a new array follows from what is in the file before it.
void TrajectoryWriter::File::begin_declaring() {
  check_open();
  background_.finish_all();
}

void TrajectoryWriter::File::check_new(const std::string& name) const {
  if (split_name(name).second.empty())
    mistake(fmt::format("'{}' is no name for an array; give it letters", name));
  if (axes_.contains(name) || variables_.contains(name))
    mistake(fmt::format("'{}' was declared before; names are used once", name));
}

const hdf5::Handle& TrajectoryWriter::File::group_of(const std::string& name) {
  const std::string path = split_name(name).first;
  if (path.empty()) return file_;
  if (const auto found = groups_.find(path); found != groups_.end()) return found->second;
  const hdf5::Handle& parent = group_of(path);
  return groups_[path] = hdf5::create_group(parent, split_name(path).second);
}

void TrajectoryWriter::File::attribute(const Attribute& attribute) {
  begin_declaring();
  const auto held = hdf5::lock();
  hdf5::set_attribute(file_, attribute);
  hdf5::flush(file_);
}

void TrajectoryWriter::File::write_labels(StoredAxis& stored, const hdf5::Handle& group,
                                          const std::string& name, const Axis& axis) {
  const auto make = [&](Type type) {
    stored.scale =
        hdf5::create_dataset(group, name, {.type = type, .shape = {stored.length}, .chunk = {}, .fill = -1});
  };
  const std::size_t start = 0;
  if (const auto* whole = std::get_if<std::vector<std::int32_t>>(&axis.labels)) {
    make(Type::int32);
    hdf5::write_numbers(stored.scale, {&start, 1}, {&stored.length, 1}, Type::int32, whole->data());
  } else if (const auto* reals = std::get_if<std::vector<double>>(&axis.labels)) {
    make(Type::float64);
    hdf5::write_numbers(stored.scale, {&start, 1}, {&stored.length, 1}, Type::float64, reals->data());
  } else if (const auto* texts = std::get_if<std::vector<std::string>>(&axis.labels)) {
    make(Type::text);
    hdf5::write_texts(stored.scale, {&start, 1}, {&stored.length, 1}, *texts);
  }
}

void TrajectoryWriter::File::axis(const Axis& axis) {
  begin_declaring();
  check_new(axis.name);
  const bool bare = std::holds_alternative<std::monostate>(axis.labels);
  const std::size_t labels = std::visit(
      []<class L>(const L& l) -> std::size_t {
        if constexpr (std::is_same_v<L, std::monostate>)
          return 0;
        else
          return l.size();
      },
      axis.labels);
  if (axis.grows && (axis.length > 0 || labels > 0))
    mistake(fmt::format("axis '{}' grows, so it starts without places; append them", axis.name));
  if (!axis.grows && !bare && axis.length != 0 && axis.length != labels)
    throw Error(ErrorKind::data,
                fmt::format("axis '{}' has {} places but {} labels", axis.name, axis.length, labels));
  const auto held = hdf5::lock();
  step_aside();
  const hdf5::Handle& group = group_of(axis.name);
  const std::string name = split_name(axis.name).second;
  StoredAxis& stored = axes_[axis.name];
  stored.grows = axis.grows;
  stored.length = bare ? axis.length : labels;
  if (axis.grows)
    stored.labels = std::make_unique<Growing>(group, name, Type::float64, std::vector<std::size_t>{},
                                              std::numeric_limits<double>::quiet_NaN());
  else if (bare)
    stored.scale = hdf5::create_length(group, name, axis.length);
  else
    write_labels(stored, group, name, axis);
  if (axis.grows || !bare) hdf5::make_scale(stored.dimension(), name);
  for (const Attribute& a : axis.attributes) hdf5::set_attribute(stored.dimension(), a);
  hdf5::flush(file_);
}

TrajectoryWriter::File::StoredAxis& TrajectoryWriter::File::axis_for(const Variable& variable,
                                                                     const std::string& axis) {
  const auto [group, name] = split_name(variable.name);
  auto found = axes_.find(group.empty() ? axis : group + "/" + axis);
  if (found == axes_.end()) found = axes_.find(axis);
  if (found == axes_.end())
    mistake(fmt::format("variable '{}' is on axis '{}', which was not declared before", variable.name, axis));
  if (name == split_name(axis).second)
    mistake(fmt::format("variable '{}' has the name of its axis; choose another", variable.name));
  return found->second;
}

void TrajectoryWriter::File::variable(const Variable& variable) {
  begin_declaring();
  check_new(variable.name);
  std::vector<StoredAxis*> axes;
  for (const std::string& name : variable.axes) axes.push_back(&axis_for(variable, name));
  for (std::size_t i = 1; i < axes.size(); ++i)
    if (axes[i]->grows)
      mistake(
          fmt::format("variable '{}': axis '{}' grows, so it comes first", variable.name, variable.axes[i]));
  if (!axes.empty() && axes[0]->places > 0)
    mistake(fmt::format("variable '{}' comes after the first append to '{}'; declare it before",
                        variable.name, variable.axes[0]));
  if (!axes.empty() && axes[0]->grows && axes.size() > most_growing_axes)
    mistake(fmt::format("variable '{}' grows and has {} axes; {} are the most", variable.name, axes.size(),
                        most_growing_axes));
  const auto held = hdf5::lock();
  step_aside();
  store(variables_[variable.name], variable, axes);
  hdf5::flush(file_);
}

void TrajectoryWriter::File::store(StoredVariable& stored, const Variable& variable,
                                   const std::vector<StoredAxis*>& axes) {
  const hdf5::Handle& group = group_of(variable.name);
  const std::string name = split_name(variable.name).second;
  stored.name = variable.name;
  stored.type = variable.type;
  for (const StoredAxis* axis : axes)
    if (!axis->grows) stored.shape.push_back(axis->length);
  const double fill = fill_of(variable);
  if (!axes.empty() && axes[0]->grows) {
    stored.grows_along = axes[0];
    axes[0]->variables.push_back(&stored);
    stored.growing = std::make_unique<Growing>(group, name, variable.type, stored.shape, fill);
  } else {
    stored.dataset = hdf5::create_dataset(
        group, name, {.type = variable.type, .shape = stored.shape, .chunk = {}, .fill = fill});
  }
  const hdf5::Handle& dataset = stored.growing ? stored.growing->dataset() : stored.dataset;
  for (std::size_t i = 0; i < axes.size(); ++i) hdf5::attach_scale(dataset, axes[i]->dimension(), i);
  const bool real = variable.type == Type::float32 || variable.type == Type::float64;
  if (real && !has_attribute(variable, "_FillValue"))
    hdf5::set_attribute(dataset, {"_FillValue", std::vector<double>{fill}}, variable.type);
  for (const Attribute& a : variable.attributes) hdf5::set_attribute(dataset, a, variable.type);
  if (variable.state) hdf5::set_attribute(dataset, text("role", "state"), variable.type);
}

}  // namespace heed

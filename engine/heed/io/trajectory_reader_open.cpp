// How a file is opened, and what is believed of it.
#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"
#include "heed/core/version.hpp"
#include "heed/io/box.hpp"
#include "heed/io/trajectory_reader_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed {
namespace {

std::string joined(const std::string& group, const std::string& name) {
  return group.empty() ? name : group + "/" + name;
}

/// An axis as a variable of this group names it.
std::string seen_from(const std::string& group, const std::string& axis) {
  const std::string prefix = group.empty() ? "" : group + "/";
  return !prefix.empty() && axis.starts_with(prefix) ? axis.substr(prefix.size()) : axis;
}

}  // namespace

TrajectoryReader::File::File(const std::filesystem::path& path) : path_(path.string()) {
  const auto held = hdf5::lock();
  if (hdf5::is_being_written(path_))
    state = FileState::being_written;
  else if (path_.ends_with(".part"))
    state = FileState::interrupted;
  file_ = hdf5::open_file(path_);
  bytes_ = static_cast<std::size_t>(std::filesystem::file_size(path));
  try {
    attributes = hdf5::attributes(file_);
    check_source();
    check_format();
    look_into(file_, "", 0);
    fit_to_axes();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::data) throw;
    fail_damaged(error);
  }
}

void TrajectoryReader::File::fail(const std::string& text) const {
  throw Error(ErrorKind::data, fmt::format("'{}' {}", path_, text));
}

void TrajectoryReader::File::fail_damaged(const Error& error) const {
  if (state == FileState::being_written)
    fail("is being written, and changed while it was read; read it again, or wait until it is done");
  fail(fmt::format("is damaged: {}", error.what()));
}

void TrajectoryReader::File::check_format() const {
  for (const Attribute& a : attributes) {
    const auto* numbers = std::get_if<std::vector<std::int64_t>>(&a.value);
    if (a.name != "heed_format" || !numbers || numbers->empty()) continue;
    if (const std::int64_t format = numbers->front(); format < 1 || format > trajectory_format)
      fail(
          fmt::format("is of format {}, which this heed ({}) does not know; it reads formats up to {}, so a "
                      "later heed is needed",
                      format, version(), trajectory_format));
  }
}

void TrajectoryReader::File::check_source() const {
  for (const Attribute& a : attributes)
    if (const auto* text = std::get_if<std::string>(&a.value))
      if (a.name == "source" && text->starts_with("heed")) return;
  fail("was not written by heed: it has no attribute 'source' that begins with 'heed'");
}

void TrajectoryReader::File::look_into(const hdf5::Handle& group, const std::string& path, int depth) {
  if (depth > limit::hdf5_nesting)
    fail(fmt::format("is damaged: its groups are nested more than {} deep", limit::hdf5_nesting));
  for (const hdf5::Child& child : hdf5::children(group))
    if (child.is_group)
      look_into(hdf5::open_group(group, child.name), joined(path, child.name), depth + 1);
    else
      add(hdf5::open_dataset(group, child.name), path, child.name);
}

void TrajectoryReader::File::add(hdf5::Handle dataset, const std::string& group, const std::string& name) {
  const hdf5::Description is = hdf5::describe(dataset);
  const std::string path = joined(group, name);
  if (is.least_bytes > bytes_)
    fail(fmt::format("is damaged: '{}' claims {} bytes or more in a file of {}", path, is.least_bytes,
                     bytes_));
  if (!is.type) return;
  if (is.is_scale && is.shape.size() == 1) return add_axis(dataset, path, is);
  Variable variable{.name = path, .type = *is.type, .axes = {}, .attributes = hdf5::attributes(dataset)};
  variable.state =
      std::erase_if(variable.attributes, [](const Attribute& a) { return a.name == "role"; }) > 0;
  for (const std::string& scale : is.scales) variable.axes.push_back(seen_from(group, scale));
  arrays_[path] = {variables.size(), is.shape, is.scales, std::move(dataset)};
  variables.push_back(std::move(variable));
}

void TrajectoryReader::File::fit_to_axes() {
  std::map<std::string, const Axis*> named;
  for (const Axis& axis : axes) named[axis.name] = &axis;
  for (auto& [name, array] : arrays_)
    for (std::size_t k = 0; k < array.shape.size(); ++k) {
      if (array.scales[k].empty()) continue;
      const auto found = named.find(array.scales[k]);
      if (found == named.end())
        fail(fmt::format("is damaged: '{}' is along '{}', which is no axis", name, array.scales[k]));
      const Axis& axis = *found->second;
      std::size_t& length = array.shape[k];
      // A writer that was killed may have let an array grow, and not yet its axis.
      if (axis.grows && state != FileState::whole) length = std::min(length, axis.length);
      if (axis.grows ? length > axis.length : length != axis.length)
        fail(fmt::format("is damaged: '{}' has {} places along '{}', which has {}", name, length, axis.name,
                         axis.length));
    }
}

void TrajectoryReader::File::add_axis(const hdf5::Handle& dataset, const std::string& path,
                                      const hdf5::Description& is) {
  if (is.has_values) check_size(path, is.shape);
  Axis axis{.name = path, .length = is.shape[0], .grows = is.grows, .labels = {}, .attributes = {}};
  const std::size_t start = 0;
  if (is.has_values && is.type == Type::text) {
    axis.labels = hdf5::read_texts(dataset, {&start, 1}, is.shape);
  } else if (is.has_values) {
    std::vector<double> numbers = hdf5::read_numbers(dataset, {&start, 1}, is.shape);
    if (is.type == Type::int32 || is.type == Type::int8)
      axis.labels = std::vector<std::int32_t>(numbers.begin(), numbers.end());
    else
      axis.labels = std::move(numbers);
  }
  axis.attributes = hdf5::attributes(dataset);
  axes.push_back(std::move(axis));
}

}  // namespace heed

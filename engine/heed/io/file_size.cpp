#include "heed/io/file_size.hpp"

#include "heed/core/error.hpp"
#include "heed/io/growing.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace heed {
namespace {

// What HDF5 keeps beside values, in the format heed writes: measured, of files of 1 to 40 variables.
constexpr double head_bytes = 31000, object_bytes = 2900, attribute_bytes = 60, chunk_entry_bytes = 40;

double bytes_of(const Attribute& attribute) {
  const double value = std::visit(
      []<class V>(const V& v) { return static_cast<double>(v.size() * sizeof(typename V::value_type)); },
      attribute.value);
  return attribute_bytes + static_cast<double>(attribute.name.size()) + value;
}

double bytes_of(const std::vector<Attribute>& attributes) {
  return std::accumulate(attributes.begin(), attributes.end(), 0.0,
                         [](double sum, const Attribute& a) { return sum + bytes_of(a); });
}

/// Texts lie in heaps of a page or more, each with its length and rounded up to 8.
double heap_bytes(std::span<const std::string> texts) {
  double out = 0;
  for (const std::string& text : texts)
    if (!text.empty()) out += 16 + static_cast<double>((text.size() + 8) / 8 * 8);
  return out > 0 ? out + 4096 : 0;
}

}  // namespace

void FileSize::attribute(const Attribute& attribute) { fixed_ += bytes_of(attribute); }

void FileSize::axis(const Axis& axis) {
  fixed_ += object_bytes + bytes_of(axis.attributes);
  std::visit(
      [&]<class L>(const L& labels) {
        if constexpr (std::is_same_v<L, std::vector<std::string>>)
          fixed_ += 16 * static_cast<double>(labels.size()) + heap_bytes(labels);
        else if constexpr (!std::is_same_v<L, std::monostate>)
          fixed_ += static_cast<double>(labels.size() * sizeof(typename L::value_type));
      },
      axis.labels);
  axes_.insert_or_assign(axis.name, axis);
}

void FileSize::variable(const Variable& variable) {
  fixed_ += object_bytes + bytes_of(variable.attributes);
  const bool grows = !variable.axes.empty() && axis_of(variable, variable.axes[0]).grows;
  if (!grows) fixed_ += values_bytes(variable, 0);
  variables_.push_back(variable);
}

void FileSize::write(std::string_view, Values values) {
  if (const auto* texts = std::get_if<std::span<const std::string>>(&values)) fixed_ += heap_bytes(*texts);
}

void FileSize::append(std::string_view, double, std::span<const Entry>) {}

const Axis& FileSize::axis_of(const Variable& variable, const std::string& axis) const {
  const auto slash = variable.name.rfind('/');
  if (slash != std::string::npos)
    if (const auto found = axes_.find(variable.name.substr(0, slash + 1) + axis); found != axes_.end())
      return found->second;
  if (const auto found = axes_.find(axis); found != axes_.end()) return found->second;
  throw Error(ErrorKind::internal,
              "variable '" + variable.name + "' is on axis '" + axis + "', which was not declared before");
}

std::size_t FileSize::length_of(const Variable& variable, const std::string& name) const {
  const Axis& axis = axis_of(variable, name);
  return std::visit(
      [&]<class L>(const L& labels) {
        if constexpr (std::is_same_v<L, std::monostate>)
          return axis.length;
        else
          return labels.size();
      },
      axis.labels);
}

/// What the values take; of a variable that grows, with the chunks of so many places.
double FileSize::values_bytes(const Variable& variable, double places) const {
  std::vector<std::size_t> slice;
  bool grows = false;
  for (const std::string& axis : variable.axes)
    if (axis_of(variable, axis).grows)
      grows = true;
    else
      slice.push_back(length_of(variable, axis));
  const std::size_t each = bytes_per_value(variable.type);
  const double bytes =
      std::accumulate(slice.begin(), slice.end(), static_cast<double>(each),
                      [](double b, std::size_t length) { return b * static_cast<double>(length); });
  if (!grows) return bytes;
  const std::vector<std::size_t> chunk = chunk_shape(slice, each);
  double chunks = std::ceil(places / static_cast<double>(chunk[0])), chunk_bytes = static_cast<double>(each);
  for (std::size_t a = 0; a < slice.size(); ++a)
    chunks *= std::ceil(static_cast<double>(slice[a]) / static_cast<double>(chunk[a + 1]));
  for (const std::size_t length : chunk) chunk_bytes *= static_cast<double>(length);
  return chunks * (chunk_bytes + chunk_entry_bytes);
}

double FileSize::bytes(const std::function<double(const std::string&)>& places) const {
  double out = head_bytes + fixed_;
  for (const auto& [name, axis] : axes_)
    if (axis.grows) out += values_bytes({.name = name, .axes = {name}, .attributes = {}}, places(name));
  for (const Variable& variable : variables_)
    if (!variable.axes.empty())
      if (const Axis& axis = axis_of(variable, variable.axes[0]); axis.grows)
        out += values_bytes(variable, places(axis.name));
  return out;
}

}  // namespace heed

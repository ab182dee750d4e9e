#include "heed/core/error.hpp"
#include "heed/io/hdf5.hpp"
#include "heed/io/trajectory.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

#include <fmt/format.h>

namespace heed {
namespace {

constexpr int deepest_group = 8;

std::string joined(const std::string& group, const std::string& name) {
  return group.empty() ? name : group + "/" + name;
}

/// An axis as a variable of this group names it.
std::string seen_from(const std::string& group, const std::string& axis) {
  const std::string prefix = group.empty() ? "" : group + "/";
  return !prefix.empty() && axis.starts_with(prefix) ? axis.substr(prefix.size()) : axis;
}

}  // namespace

/// What a file holds, and the open file.
class TrajectoryReader::File {
 public:
  explicit File(const std::filesystem::path& path);

  struct Array {
    std::size_t place;  ///< in `variables`
    std::vector<std::size_t> shape;
    hdf5::Handle dataset;
  };

  const Array& array(std::string_view name) const;
  [[noreturn]] void fail(const std::string& text) const {
    throw Error(ErrorKind::data, fmt::format("'{}' {}", path_, text));
  }
  [[noreturn]] void fail_missing(std::string_view what, std::string_view name,
                                 const std::vector<std::string>& known) const;
  template <class Read>
  auto read(std::string_view name, bool texts, std::size_t first, std::size_t count, Read how) const;
  template <class Read>
  auto read(std::string_view name, bool texts, std::span<const std::size_t> start,
            std::span<const std::size_t> box, Read how) const;

  std::vector<Attribute> attributes;
  std::vector<Axis> axes;
  std::vector<Variable> variables;

 private:
  void look_into(const hdf5::Handle& group, const std::string& path, int depth);
  void add(hdf5::Handle dataset, const std::string& group, const std::string& name);
  void add_axis(const hdf5::Handle& dataset, const std::string& path, const hdf5::Description& is);
  void check_source() const;

  std::string path_;
  std::size_t bytes_ = 0;
  hdf5::Handle file_;
  std::map<std::string, Array, std::less<>> arrays_;
};

TrajectoryReader::File::File(const std::filesystem::path& path) : path_(path.string()) {
  const auto held = hdf5::lock();
  file_ = hdf5::open_file(path_);
  bytes_ = static_cast<std::size_t>(std::filesystem::file_size(path));
  try {
    attributes = hdf5::attributes(file_);
    check_source();
    look_into(file_, "", 0);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::data) throw;
    fail(fmt::format("is damaged: {}", error.what()));
  }
}

void TrajectoryReader::File::check_source() const {
  for (const Attribute& a : attributes)
    if (const auto* text = std::get_if<std::string>(&a.value))
      if (a.name == "source" && text->starts_with("heed")) return;
  fail("was not written by heed: it has no attribute 'source' that begins with 'heed'");
}

void TrajectoryReader::File::look_into(const hdf5::Handle& group, const std::string& path, int depth) {
  if (depth > deepest_group)
    fail(fmt::format("is damaged: its groups are nested more than {} deep", deepest_group));
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
  arrays_[path] = {variables.size(), is.shape, std::move(dataset)};
  variables.push_back(std::move(variable));
}

void TrajectoryReader::File::add_axis(const hdf5::Handle& dataset, const std::string& path,
                                      const hdf5::Description& is) {
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

void TrajectoryReader::File::fail_missing(std::string_view what, std::string_view name,
                                          const std::vector<std::string>& known) const {
  const std::string near = nearest(name, known);
  fail(fmt::format(
      "has no {} '{}'; {}", what, name,
      near.empty() ? fmt::format("it has {}", join(known)) : fmt::format("did you mean '{}'?", near)));
}

const TrajectoryReader::File::Array& TrajectoryReader::File::array(std::string_view name) const {
  if (const auto found = arrays_.find(name); found != arrays_.end()) return found->second;
  std::vector<std::string> known;
  for (const Variable& v : variables) known.push_back(v.name);
  fail_missing("variable", name, known);
}

template <class Read>
auto TrajectoryReader::File::read(std::string_view name, bool texts, std::size_t first, std::size_t count,
                                  Read how) const {
  const Array& from = array(name);
  std::vector<std::size_t> start(from.shape.size(), 0), box = from.shape;
  if (count != std::string::npos) {
    const std::size_t length = box.empty() ? 1 : box[0];
    if (box.empty() || first > length || count > length - first)
      fail(fmt::format("has {} places of '{}'; {} from place {} on are not within them", length, name, count,
                       first));
    start[0] = first;
    box[0] = count;
  }
  return read(name, texts, start, box, how);
}

template <class Read>
auto TrajectoryReader::File::read(std::string_view name, bool texts, std::span<const std::size_t> start,
                                  std::span<const std::size_t> box, Read how) const {
  const Array& from = array(name);
  if ((variables[from.place].type == Type::text) != texts)
    fail(fmt::format("holds {} in '{}', not {}", texts ? "numbers" : "texts", name,
                     texts ? "texts" : "numbers"));
  bool within = start.size() == from.shape.size() && box.size() == from.shape.size();
  for (std::size_t i = 0; within && i < start.size(); ++i)
    within = start[i] <= from.shape[i] && box[i] <= from.shape[i] - start[i];
  if (!within)
    fail(fmt::format("has ({}) values of '{}'; ({}) from ({}) on are not within them",
                     fmt::join(from.shape, ", "), name, fmt::join(box, ", "), fmt::join(start, ", ")));
  try {
    return how(from.dataset, start, box);
  } catch (const Error& error) {
    fail(fmt::format("is damaged: {}", error.what()));
  }
}

TrajectoryReader::TrajectoryReader(const std::filesystem::path& path) : file_(std::make_unique<File>(path)) {}
TrajectoryReader::~TrajectoryReader() = default;
TrajectoryReader::TrajectoryReader(TrajectoryReader&&) noexcept = default;
TrajectoryReader& TrajectoryReader::operator=(TrajectoryReader&&) noexcept = default;

const std::vector<Attribute>& TrajectoryReader::attributes() const { return file_->attributes; }
const std::vector<Axis>& TrajectoryReader::axes() const { return file_->axes; }
const std::vector<Variable>& TrajectoryReader::variables() const { return file_->variables; }

bool TrajectoryReader::has_variable(std::string_view name) const {
  return std::any_of(variables().begin(), variables().end(),
                     [name](const Variable& v) { return v.name == name; });
}

const Variable& TrajectoryReader::variable(std::string_view name) const {
  return variables()[file_->array(name).place];
}

const Axis& TrajectoryReader::axis(std::string_view name) const {
  std::vector<std::string> known;
  for (const Axis& axis : axes()) {
    if (axis.name == name) return axis;
    known.push_back(axis.name);
  }
  file_->fail_missing("axis", name, known);
}

const std::vector<std::size_t>& TrajectoryReader::shape(std::string_view variable) const {
  return file_->array(variable).shape;
}

std::vector<double> TrajectoryReader::numbers(std::string_view variable) const {
  return numbers(variable, 0, std::string::npos);
}

std::vector<double> TrajectoryReader::numbers(std::string_view variable, std::size_t first,
                                              std::size_t count) const {
  return file_->read(variable, false, first, count, hdf5::read_numbers);
}

std::vector<double> TrajectoryReader::numbers(std::string_view variable, std::span<const std::size_t> start,
                                              std::span<const std::size_t> count) const {
  return file_->read(variable, false, start, count, hdf5::read_numbers);
}

std::vector<std::string> TrajectoryReader::texts(std::string_view variable) const {
  return texts(variable, 0, std::string::npos);
}

std::vector<std::string> TrajectoryReader::texts(std::string_view variable, std::size_t first,
                                                 std::size_t count) const {
  return file_->read(variable, true, first, count, hdf5::read_texts);
}

}  // namespace heed

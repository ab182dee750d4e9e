#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"
#include "heed/io/box.hpp"
#include "heed/io/hdf5_foretaste.hpp"
#include "heed/io/trajectory_reader_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace heed {

void TrajectoryReader::File::fail_missing(std::string_view what, std::string_view name,
                                          const std::vector<std::string>& known) const {
  const std::string near = nearest(name, known);
  fail(fmt::format(
      "has no {} '{}'; {}", what, name,
      near.empty() ? fmt::format("it has {}", join(known)) : fmt::format("did you mean '{}'?", near)));
}

const TrajectoryReader::File::Array& TrajectoryReader::File::array(std::string_view name, bool texts) const {
  const Array& from = array(name);
  if ((variables[from.place].type == Type::text) != texts)
    fail(fmt::format("holds {} in '{}', not {}", texts ? "numbers" : "texts", name,
                     texts ? "texts" : "numbers"));
  return from;
}

void TrajectoryReader::File::check_size(std::string_view name,
                                        const std::vector<std::size_t>& lengths) const {
  const std::size_t most = std::max(limit::hdf5_numbers, bytes_);
  if (const std::size_t numbers = product_of(lengths); numbers > most)
    fail(fmt::format("has {} values in '{}', more than are read at once ({}); read it in pieces", numbers,
                     name, most));
}

const TrajectoryReader::File::Array& TrajectoryReader::File::array(std::string_view name) const {
  if (const auto found = arrays_.find(name); found != arrays_.end()) return found->second;
  std::vector<std::string> known;
  for (const Variable& v : variables) known.push_back(v.name);
  fail_missing("variable", name, known);
}

template <class Read>
auto TrajectoryReader::File::read(std::string_view name, bool texts, std::span<const std::size_t> start,
                                  std::span<const std::size_t> box, Read how) const {
  const Array& from = array(name, texts);
  bool within = start.size() == from.shape.size() && box.size() == from.shape.size();
  for (std::size_t i = 0; within && i < start.size(); ++i)
    within = start[i] <= from.shape[i] && box[i] <= from.shape[i] - start[i];
  if (!within)
    fail(fmt::format("has ({}) values of '{}'; ({}) from ({}) on are not within them",
                     fmt::join(from.shape, ", "), name, fmt::join(box, ", "), fmt::join(start, ", ")));
  check_size(name, {box.begin(), box.end()});
  try {
    return how(from.dataset, start, box);
  } catch (const Error& error) {
    fail_damaged(error);
  }
}

template <class Read>
auto TrajectoryReader::File::read(std::string_view name, bool texts, std::size_t first, std::size_t count,
                                  Read how) const {
  const Array& from = array(name, texts);
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

std::vector<double> TrajectoryReader::File::stretch(std::string_view name, std::size_t first,
                                                    std::size_t count) const {
  const Array& from = array(name, false);
  check_size(name, {count});
  const std::size_t length = product_of(from.shape);
  if (first > length || count > length - first)
    fail(fmt::format("has {} values of '{}'; {} from place {} on are not within them", length, name, count,
                     first));
  std::vector<double> out;
  out.reserve(count);
  while (out.size() < count) {
    const Box box = box_at(from.shape, first + out.size(), count - out.size());
    try {
      const std::vector<double> more = hdf5::read_numbers(from.dataset, box.start, box.lengths);
      out.insert(out.end(), more.begin(), more.end());
    } catch (const Error& error) {
      fail_damaged(error);
    }
  }
  return out;
}

void TrajectoryReader::File::taste() const {
  for (const auto& [name, array] : arrays_) {
    if (variables[array.place].type == Type::text) {
      read(name, true, 0, std::string::npos, hdf5::read_texts);
    } else if (const std::size_t length = product_of(array.shape); length > 0) {
      stretch(name, 0, 1);
      stretch(name, length - 1, 1);
      hdf5::count_chunks(array.dataset);
    }
  }
}

TrajectoryReader::TrajectoryReader(const std::filesystem::path& path) {
  std::error_code ignored;
  const std::uintmax_t bytes = std::filesystem::file_size(path, ignored);
  const std::size_t memory = limit::hdf5_memory + (ignored ? 0 : 2 * bytes);
  const auto tasted = hdf5::foretaste([&] { File(path).taste(); }, memory);
  if (tasted.end == hdf5::Foretaste::End::died)
    throw Error(ErrorKind::data, fmt::format("'{}' is damaged: reading it ends in '{}'; copy or run it again",
                                             path.string(), tasted.why));
  if (tasted.end == hdf5::Foretaste::End::refused) throw Error(ErrorKind::data, tasted.why);
  file_ = std::make_unique<File>(path);
}
TrajectoryReader::~TrajectoryReader() = default;
TrajectoryReader::TrajectoryReader(TrajectoryReader&&) noexcept = default;
TrajectoryReader& TrajectoryReader::operator=(TrajectoryReader&&) noexcept = default;

FileState TrajectoryReader::state() const { return file_->state; }
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

std::vector<double> TrajectoryReader::stretch(std::string_view variable, std::size_t first,
                                              std::size_t count) const {
  return file_->stretch(variable, first, count);
}

std::vector<std::string> TrajectoryReader::texts(std::string_view variable) const {
  return texts(variable, 0, std::string::npos);
}

std::vector<std::string> TrajectoryReader::texts(std::string_view variable, std::size_t first,
                                                 std::size_t count) const {
  return file_->read(variable, true, first, count, hdf5::read_texts);
}

}  // namespace heed

#include "heed/core/error.hpp"
#include "heed/core/version.hpp"
#include "heed/io/trajectory_file.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <numeric>

#include <fmt/format.h>

namespace heed {
namespace {

/// How many written slices of an axis are kept for their memory: enough for a writer that keeps up.
constexpr std::size_t most_spare = 4;

std::size_t product(std::span<const std::size_t> lengths) {
  return std::accumulate(lengths.begin(), lengths.end(), std::size_t{1}, std::multiplies<>());
}

/// The value of this name in a map, or Error (internal) with the nearest name there is.
template <class Map>
auto& find(Map& map, std::string_view call, std::string_view what, std::string_view name) {
  if (const auto found = map.find(name); found != map.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [key, value] : map) known.push_back(key);
  const std::string near = nearest(name, known);
  throw Error(ErrorKind::internal,
              fmt::format("{}: no {} '{}' was declared{}", call, what, name,
                          near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

/// The path, where what is to be replaced as its part begins as heed's do, or as zeros: the first bytes are
/// written last, and a machine may go down before.
const std::filesystem::path& with_own_part(const std::filesystem::path& path, bool force) {
  const std::string part = path.string() + ".part";
  std::ifstream file(part, std::ios::binary);
  char begin[4] = {};
  file.read(begin, sizeof begin);
  const std::string_view is(begin, static_cast<std::size_t>(file.gcount()));
  if (force || is.empty() || is == "\x89HDF" || is == std::string_view("\0\0\0\0", 4)) return path;
  throw Error(ErrorKind::usage,
              fmt::format("'{}' is in the way, and heed did not write it; move it away, choose another name "
                          "with -o, or allow overwriting with --force",
                          part));
}

/// A new file that says who wrote it. Where that fails nothing was started, and nothing stays.
hdf5::Handle create(const PartFile& place) {
  hdf5::Handle file;
  try {
    file = hdf5::create_file(place.part().string());
    hdf5::set_attribute(file, {"Conventions", "CF-1.10"});
    hdf5::set_attribute(file, {"source", "heed " + version()});
    hdf5::set_attribute(file, {"heed_format", std::vector<std::int64_t>{trajectory_format}});
    hdf5::flush(file);
  } catch (const Error& error) {
    if (file) hdf5::close_file(file, true);
    place.remove();
    throw Error(ErrorKind::usage, error.what());
  }
  return file;
}

}  // namespace

/// One place on a growing axis: a slice of each variable, in the order of declaration.
struct TrajectoryWriter::File::Slices {
  double label = 0;
  std::vector<OwnedValues> values;
};

TrajectoryWriter::File::File(const std::filesystem::path& path, const TrajectoryOptions& options)
    : place_(with_own_part(path, options.force), options.force, Earlier::keep),
      file_(create(place_)),
      waits_(options.earlier == Earlier::keep),
      before_place_(options.before_place),
      background_(options.queue_bytes, options.flush_every, [this] { settle(); }) {}

TrajectoryWriter::File::~File() {
  if (finished_) return;
  if (!keep_) {
    const auto held = hdf5::lock();
    waits_ = !place_.aside();  // what an earlier run left stays
  }
  try {
    background_.finish_all();
    settle();
    hdf5::close_file(file_, !keep_);
  } catch (const std::exception&) {
    hdf5::close_file(file_, true);
    if (place_.aside()) {
      place_.step_back();
      placed_ = true;
    }
  }
  if (!waits_) try {
      place();
    } catch (const std::exception&) {
    }
  if (!keep_ || !placed_) place_.remove();
}

/// Takes the name PATH.part, where it has not.
void TrajectoryWriter::File::place() {
  if (placed_) return;
  if (before_place_) before_place_();
  before_place_ = nullptr;
  if (place_.aside()) place_.sync();  // for what it replaces holds results
  place_.take_place();
  placed_ = true;
  if (file_) hdf5::order_on_disk(file_);  // others may need it from now on
}

/// Goes on in a copy until the next flush, where the part has its place: a new array changes several pieces
/// of the file that only hold together.
void TrajectoryWriter::File::step_aside() {
  if (!placed_) return;
  settle();
  place_.step_aside();
  try {
    hdf5::go_on_in(file_, place_.part().string());
  } catch (...) {
    place_.step_back();
    throw;
  }
  placed_ = false;
}

void TrajectoryWriter::File::check_open() const {
  if (finished_)
    throw Error(ErrorKind::internal,
                fmt::format("'{}' is finished; nothing more goes in", place_.path().string()));
}

TrajectoryWriter::File::StoredVariable& TrajectoryWriter::File::fixed(std::string_view call,
                                                                      std::string_view name) {
  check_open();
  StoredVariable& variable = find(variables_, call, "variable", name);
  if (variable.grows_along)
    throw Error(ErrorKind::internal,
                fmt::format("{}: '{}' is on a growing axis; append to that", call, name));
  return variable;
}

void TrajectoryWriter::File::enqueue_box(StoredVariable& variable, std::vector<std::size_t> start,
                                         std::vector<std::size_t> count, const Values& values) {
  auto owned = std::make_shared<OwnedValues>(variable.name, variable.type, product(count), values);
  background_.push(owned->bytes(), [&variable, owned, start = std::move(start), count = std::move(count)] {
    if (variable.type == Type::text)
      hdf5::write_texts(variable.dataset, start, count, owned->texts());
    else
      hdf5::write_numbers(variable.dataset, start, count, variable.type, owned->numbers());
  });
}

void TrajectoryWriter::File::write(std::string_view name, Values values) {
  StoredVariable& variable = fixed("write", name);
  enqueue_box(variable, std::vector<std::size_t>(variable.shape.size(), 0), variable.shape, values);
}

void TrajectoryWriter::File::write_slab(std::string_view name, std::span<const std::size_t> start,
                                        std::span<const std::size_t> count, Values values) {
  StoredVariable& variable = fixed("write_slab", name);
  if (variable.type == Type::text)
    throw Error(ErrorKind::internal,
                fmt::format("write_slab: '{}' holds texts; write them all at once", name));
  const std::vector<std::size_t>& shape = variable.shape;
  bool fits = start.size() == shape.size() && count.size() == shape.size();
  for (std::size_t i = 0; fits && i < shape.size(); ++i)
    fits = start[i] <= shape[i] && count[i] <= shape[i] - start[i];
  if (!fits)
    throw Error(ErrorKind::data,
                fmt::format("write_slab: ({}) at ({}) is not within the ({}) of '{}'", fmt::join(count, ", "),
                            fmt::join(start, ", "), fmt::join(shape, ", "), name));
  enqueue_box(variable, {start.begin(), start.end()}, {count.begin(), count.end()}, values);
}

std::shared_ptr<TrajectoryWriter::File::Slices> TrajectoryWriter::File::spare_slices(StoredAxis& axis) {
  const std::lock_guard held(spare_mutex_);
  if (axis.spare.empty()) return std::make_shared<Slices>();
  std::shared_ptr<Slices> spare = std::move(axis.spare.back());
  axis.spare.pop_back();
  return spare;
}

void TrajectoryWriter::File::take(StoredAxis& axis, const std::shared_ptr<Slices>& place) {
  const auto held = hdf5::lock();
  axis.labels->take(&place->label);
  for (std::size_t v = 0; v < axis.variables.size(); ++v) {
    const StoredVariable& variable = *axis.variables[v];
    if (variable.type == Type::text)
      variable.growing->take(place->values[v].texts());
    else
      variable.growing->take(place->values[v].numbers());
  }
  const std::lock_guard sparing(spare_mutex_);
  if (axis.spare.size() < most_spare) axis.spare.push_back(place);
}

void TrajectoryWriter::File::append(std::string_view name, double label, std::span<const Entry> entries) {
  check_open();
  StoredAxis& axis = find(axes_, "append", "axis", name);
  if (!axis.grows)
    throw Error(ErrorKind::internal,
                fmt::format("append: axis '{}' does not grow; write its variables", name));
  const std::shared_ptr<Slices> place = spare_slices(axis);
  place->label = label;
  place->values.resize(axis.variables.size());
  std::size_t bytes = sizeof(Slices);
  for (std::size_t v = 0; v < axis.variables.size(); ++v) {
    const StoredVariable& variable = *axis.variables[v];
    const auto is_it = [&variable](const Entry& entry) { return entry.variable == variable.name; };
    const auto entry = std::find_if(entries.begin(), entries.end(), is_it);
    if (entry == entries.end())
      throw Error(ErrorKind::internal,
                  fmt::format("append to '{}': no slice of '{}' was given", name, variable.name));
    place->values[v].assign(variable.name, variable.type, product(variable.shape), entry->values);
    bytes += sizeof(OwnedValues) + place->values[v].bytes();
  }
  if (entries.size() != axis.variables.size())
    throw Error(ErrorKind::internal, fmt::format("append to '{}': {} slices were given for {} variables",
                                                 name, entries.size(), axis.variables.size()));
  ++axis.places;
  background_.push(bytes, [this, &axis, place] { take(axis, place); });
}

void TrajectoryWriter::File::settle() {
  const auto held = hdf5::lock();
  for (auto& [name, axis] : axes_)
    if (axis.labels) axis.labels->settle();
  for (auto& [name, variable] : variables_)
    if (variable.growing) variable.growing->settle();
  hdf5::flush(file_);
  place_.check_there();
  if (!waits_) place();
}

void TrajectoryWriter::File::flush() {
  check_open();
  background_.push(0, [this] { settle(); });
  background_.finish_all();
}

void TrajectoryWriter::File::sync() {
  flush();
  place_.sync();
}

void TrajectoryWriter::File::take_place() {
  sync();
  {
    const auto held = hdf5::lock();  // flushes come from another thread
    place();
    waits_ = false;
  }
  heed::sync(folder_of(place_.path()));
}

std::vector<std::pair<std::string, std::size_t>> TrajectoryWriter::File::lengths() const {
  std::vector<std::pair<std::string, std::size_t>> out;
  for (const auto& [name, axis] : axes_)
    if (axis.grows) out.emplace_back(name, axis.places);
  return out;
}

void TrajectoryWriter::File::finish() {
  flush();
  keep_ = true;  // from here on all results are in the part
  hdf5::close_file(file_, false);
  finished_ = true;
  place_.publish();
}

}  // namespace heed

#pragma once
#include "heed/io/recorder.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace heed {

/// The version of the HDF5 library in use, such as "1.10.8".
std::string hdf5_version();

/// The few calls of HDF5 that heed needs, one at a time under one lock. They throw Error (io) with the
/// deepest reason HDF5 knows, and print nothing.
namespace hdf5 {

/// Keeps other threads out of HDF5. Every function here takes it; hold it to keep several calls together.
[[nodiscard]] std::unique_lock<std::recursive_mutex> lock();

/// In a child process made while this was held, which does not own it: lets go of it.
void lock_anew();

/// An open file, group or dataset, closed when it goes.
class Handle {
 public:
  Handle() = default;
  explicit Handle(std::int64_t id) : id_(id) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  ~Handle();

  /// Below 0 where HDF5 failed.
  int close();

  std::int64_t id() const { return id_; }
  explicit operator bool() const { return id_ >= 0; }

 private:
  std::int64_t id_ = -1;
};

/// A new, empty file in place of what was there: creation order kept, no times, nothing written between two
/// flushes but the values themselves, and space taken in the order of the calls, whenever it is flushed.
Handle create_file(const std::string& path);

/// A file to read, also while another process writes it. Throws Error (data) when there is none, it is not
/// HDF5, or it is truncated.
Handle open_file(const std::string& path);

/// Does another process write this file? A writer holds a lock on it as long as it has it open.
bool is_being_written(const std::string& path);

/// Hands everything to the operating system: a process killed later leaves what is there now.
void flush(const Handle& file);

/// From here on flushes wait until the disk has what is new before they write what refers to it, so that a
/// machine that goes down leaves what is there now as well.
void order_on_disk(const Handle& file);

/// Goes on writing in the file at `path`, which is a copy of this one.
void go_on_in(const Handle& file, const std::string& path);

/// Closes a file, with all that is open in it. After a failed write HDF5 can neither flush nor let go; pass
/// `lost` to send the rest nowhere.
void close_file(Handle& file, bool lost);

Handle create_group(const Handle& parent, const std::string& name);

/// How an array is stored.
struct Layout {
  Type type = Type::float64;
  std::vector<std::size_t> shape;  ///< none for a scalar
  std::vector<std::size_t> chunk;  ///< none: in one piece, filled at once; else the first axis grows
  double fill = std::numeric_limits<double>::quiet_NaN();  ///< where nothing was written; texts are empty
};
Handle create_dataset(const Handle& parent, const std::string& name, const Layout& layout);

/// A netCDF dimension without values: it has a length and takes no space.
Handle create_length(const Handle& parent, const std::string& name, std::size_t length);

/// Makes a one-dimensional dataset a dimension of this name, and attaches it to an axis of an array.
void make_scale(const Handle& dataset, const std::string& name);
void attach_scale(const Handle& dataset, const Handle& scale, std::size_t axis);

/// Writes an attribute, in place of one of this name. Texts are scalar, numbers one-dimensional; `own` is the
/// type of the variable, which its fill value, flags and range take.
void set_attribute(const Handle& object, const Attribute& attribute, std::optional<Type> own = {});

/// Changes the lengths of a growing dataset; places are taken at once, and not filled.
void extend(const Handle& dataset, std::span<const std::size_t> shape);

/// Writes a box of numbers, of `type` in memory, or of texts. No start and no count: a scalar.
void write_numbers(const Handle& dataset, std::span<const std::size_t> start,
                   std::span<const std::size_t> count, Type type, const void* numbers);
void write_texts(const Handle& dataset, std::span<const std::size_t> start,
                 std::span<const std::size_t> count, std::span<const std::string> texts);

/// What a group or dataset is called below the root, without the leading slash.
std::string path_of(const Handle& object);

/// The groups and datasets in a group, in the order they were made; links to elsewhere are left out.
struct Child {
  std::string name;
  bool is_group = false;
};
std::vector<Child> children(const Handle& group);
Handle open_group(const Handle& parent, const std::string& name);
Handle open_dataset(const Handle& parent, const std::string& name);

/// What a dataset says of itself.
struct Description {
  std::optional<Type> type;  ///< whole numbers of other sizes are float64; none: a type heed does not read
  std::vector<std::size_t> shape;
  std::vector<std::string> scales;  ///< by axis, the path of its dimension; empty where none is attached
  bool grows = false, is_scale = false;
  bool has_values = true;       ///< false for a dimension without values
  std::size_t least_bytes = 0;  ///< the least the values may take in the file, however compressed
};
Description describe(const Handle& dataset);

/// Walks through the list of the pieces an array is kept in. Throws Error (io) where it is damaged.
void count_chunks(const Handle& dataset);

/// The attributes of heed and CF, without those by which HDF5 keeps dimensions.
std::vector<Attribute> attributes(const Handle& object);

std::vector<double> read_numbers(const Handle& dataset, std::span<const std::size_t> start,
                                 std::span<const std::size_t> count);
std::vector<std::string> read_texts(const Handle& dataset, std::span<const std::size_t> start,
                                    std::span<const std::size_t> count);

}  // namespace hdf5
}  // namespace heed

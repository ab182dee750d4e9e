#pragma once
#include "heed/io/part_file.hpp"
#include "heed/io/recorder.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed {

/// The number of the layout of files, in their attribute `heed_format`; files without one are older and are
/// read too.
inline constexpr int trajectory_format = 1;

/// Is a file all there? One under way, or left behind, holds everything up to the last flush.
enum class FileState { whole, being_written, interrupted };

/// How a trajectory is written.
struct TrajectoryOptions {
  bool force = false;                                ///< replace a file that exists
  Earlier earlier = Earlier::drop;                   ///< keep: PATH.part stays until `take_place`
  std::function<void()> before_place = nullptr;      ///< called once, before PATH.part is this one
  std::size_t queue_bytes = std::size_t{256} << 20;  ///< what may wait to be written before `append` waits
  std::chrono::milliseconds flush_every{5000};       ///< a process killed loses no more than this
};

/// Writes a run or a sweep as an HDF5 file that netCDF readers open as labelled arrays.
///
/// Writes beside the simulation, to PATH.part, which `finish` renames to PATH: nothing half-written ever has
/// the final name. PATH.part is there from the first flush on, and a process killed at any moment after that
/// leaves one that opens and holds all up to the last flush. Declare axes and arrays before the first flush:
/// later, PATH.part is copied for them, to PATH.part.new, which takes its place with the next flush, and for
/// so long the disk holds both. Two equal sequences of calls give the same
/// bytes, however fast they come and whenever they are flushed. Arrays on a growing axis are kept in chunks
/// of about 1 MiB, the others in one piece that is NaN, -1 (whole numbers, or their `_FillValue` attribute)
/// or "" where nothing was written. float32 and float64 may be given for each other; other types must be
/// those declared.
///
/// Throws Error (usage) where nothing was started: the file exists, the folder does not; Error (data) where
/// values do not fit; Error (internal) for names unknown or twice; Error (io) where writing failed, then or
/// with a later call. Declare from one thread; `write`, `write_slab` and `append` may come from several at
/// once.
class TrajectoryWriter final : public Recorder {
 public:
  explicit TrajectoryWriter(const std::filesystem::path& path, const TrajectoryOptions& options = {});

  /// Without `finish`, removes PATH.part, or, after `keep_partial`, writes what is there and leaves it.
  ~TrajectoryWriter() override;

  void attribute(const Attribute& attribute) override;
  void axis(const Axis& axis) override;
  void variable(const Variable& variable) override;
  void write(std::string_view variable, Values values) override;
  void append(std::string_view axis, double label, std::span<const Entry> slices) override;

  /// Writes the box [start, start + count) of a variable of numbers without a growing axis. The order of
  /// boxes that do not overlap makes no difference to the file.
  void write_slab(std::string_view variable, std::span<const std::size_t> start,
                  std::span<const std::size_t> count, Values values);

  /// Waits until everything so far is with the operating system: it outlives this process, not the machine.
  void flush();

  /// The same, and waits until the disk has it: it outlives the machine.
  void sync();

  /// Becomes PATH.part in place of the part of an earlier run that was kept: all of that has been written
  /// again. Waits for the disk.
  void take_place();

  /// The growing axes, and how many places each has so far.
  std::vector<std::pair<std::string, std::size_t>> lengths() const;

  /// Closes the file, waits for the disk, and gives the file its name.
  void finish();

  void keep_partial();

 private:
  class File;
  std::unique_ptr<File> file_;
};

/// Reads a file of heed as labelled arrays. One call of HDF5 at a time runs in a process, so readers in
/// several threads wait for each other.
///
/// Throws Error (data) when there is no such file, it is not HDF5, not of heed, of a later format, truncated
/// or damaged, and when a name or range is not in it. Nothing is believed of a file but what its length can
/// hold.
class TrajectoryReader {
 public:
  explicit TrajectoryReader(const std::filesystem::path& path);
  ~TrajectoryReader();
  TrajectoryReader(TrajectoryReader&&) noexcept;
  TrajectoryReader& operator=(TrajectoryReader&&) noexcept;

  FileState state() const;

  /// In the order of the file. Axes and variables of a group are named "group/name"; the labels of a growing
  /// axis are its values so far.
  const std::vector<Attribute>& attributes() const;
  const std::vector<Axis>& axes() const;
  const std::vector<Variable>& variables() const;

  bool has_variable(std::string_view name) const;
  const Variable& variable(std::string_view name) const;
  const Axis& axis(std::string_view name) const;

  /// The lengths of the axes of a variable.
  const std::vector<std::size_t>& shape(std::string_view variable) const;

  /// All values of a variable of numbers, the last axis fastest; or those at places [first, first + count) of
  /// the first axis.
  std::vector<double> numbers(std::string_view variable) const;
  std::vector<double> numbers(std::string_view variable, std::size_t first, std::size_t count) const;
  /// Those in the box [start, start + count).
  std::vector<double> numbers(std::string_view variable, std::span<const std::size_t> start,
                              std::span<const std::size_t> count) const;

  /// `count` values from place `first` on, of all values in their order, the last axis fastest: a piece of an
  /// array of any size.
  std::vector<double> stretch(std::string_view variable, std::size_t first, std::size_t count) const;

  /// The same for a variable of texts.
  std::vector<std::string> texts(std::string_view variable) const;
  std::vector<std::string> texts(std::string_view variable, std::size_t first, std::size_t count) const;

 private:
  class File;
  std::unique_ptr<File> file_;
};

}  // namespace heed

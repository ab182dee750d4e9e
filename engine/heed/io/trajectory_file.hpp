#pragma once
// The file behind a TrajectoryWriter; included by trajectory*.cpp only.
#include "heed/io/background.hpp"
#include "heed/io/growing.hpp"
#include "heed/io/hdf5.hpp"
#include "heed/io/owned_values.hpp"
#include "heed/io/part_file.hpp"
#include "heed/io/trajectory.hpp"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace heed {

/// Checks each call where it is made, copies what it brings, and leaves the writing to a thread.
class TrajectoryWriter::File {
 public:
  File(const std::filesystem::path& path, const TrajectoryOptions& options);
  ~File();

  void attribute(const Attribute& attribute);
  void axis(const Axis& axis);
  void variable(const Variable& variable);
  void write(std::string_view variable, Values values);
  void append(std::string_view axis, double label, std::span<const Entry> slices);
  void write_slab(std::string_view variable, std::span<const std::size_t> start,
                  std::span<const std::size_t> count, Values values);
  void flush();
  void sync();
  void take_place();
  std::vector<std::pair<std::string, std::size_t>> lengths() const;
  void finish();
  void keep_partial() { keep_ = true; }

 private:
  struct StoredVariable;
  struct Slices;
  struct StoredAxis {
    std::size_t length = 0;
    bool grows = false;
    std::atomic<std::size_t> places = 0;  ///< appended so far; several threads may do that
    hdf5::Handle scale;                   ///< of an axis that does not grow
    std::unique_ptr<Growing> labels;      ///< of one that does
    std::vector<StoredVariable*> variables;
    std::vector<std::shared_ptr<Slices>> spare;  ///< written, so that their memory is free

    const hdf5::Handle& dimension() const { return grows ? labels->dataset() : scale; }
  };
  struct StoredVariable {
    std::string name;
    Type type = Type::float64;
    std::vector<std::size_t> shape;  ///< of one slice, where it grows
    StoredAxis* grows_along = nullptr;
    hdf5::Handle dataset;              ///< of a variable that does not grow
    std::unique_ptr<Growing> growing;  ///< of one that does
  };

  void begin_declaring();
  const hdf5::Handle& group_of(const std::string& name);
  void check_new(const std::string& name) const;
  StoredAxis& axis_for(const Variable& variable, const std::string& axis);
  void write_labels(StoredAxis& stored, const hdf5::Handle& group, const std::string& name, const Axis& axis);
  void store(StoredVariable& stored, const Variable& variable, const std::vector<StoredAxis*>& axes);
  StoredVariable& fixed(std::string_view call, std::string_view name);
  void enqueue_box(StoredVariable& variable, std::vector<std::size_t> start, std::vector<std::size_t> count,
                   const Values& values);
  std::shared_ptr<Slices> spare_slices(StoredAxis& axis);
  void take(StoredAxis& axis, const std::shared_ptr<Slices>& place);
  void settle();
  void place();
  void step_aside();
  void check_open() const;

  PartFile place_;
  hdf5::Handle file_;
  std::map<std::string, hdf5::Handle> groups_;
  std::map<std::string, StoredAxis, std::less<>> axes_;
  std::map<std::string, StoredVariable, std::less<>> variables_;
  bool keep_ = false, finished_ = false;
  bool waits_;           ///< to be told to take the place of an earlier part
  bool placed_ = false;  ///< it has taken it
  std::function<void()> before_place_;
  std::mutex spare_mutex_;  ///< of every axis' spare slices
  Background background_;   // last: its thread stops before the rest goes
};

}  // namespace heed

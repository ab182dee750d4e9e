#pragma once
#include "heed/io/trajectory.hpp"
#include "heed/run/run_result.hpp"
#include "heed/run/sweep_identity.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace heed {

class SweepFile;

/// The finished file of a sweep, or of a shard of one, read back run by run.
///
/// Throws Error (data) when it cannot be read or is not of a sweep.
class SweepReader {
 public:
  explicit SweepReader(const std::filesystem::path& path);

  const std::string& path() const { return path_; }
  SweepIdentity identity() const;
  Shard shard() const;
  /// The axes of the design that runs are on, and their lengths.
  const std::vector<std::string>& run_axes() const { return run_axes_; }
  const std::vector<std::size_t>& run_shape() const { return run_shape_; }
  /// None where every run failed.
  const std::optional<SweepShape>& shape() const { return shape_; }
  std::size_t runs() const { return status_.size(); }
  RunStatus status(std::size_t run) const { return status_[run]; }
  RunResult result(std::size_t run) const;

  /// Declares what the whole sweep says of itself: its attributes, but that of the shard, and its scenario.
  void copy_identity(TrajectoryWriter& writer) const;
  /// Declares the design, and writes it.
  void copy_design(TrajectoryWriter& writer) const;

 private:
  std::string attribute(std::string_view name) const;
  bool is_result(const Variable& variable) const;
  void read_shape();

  std::string path_;
  TrajectoryReader reader_;
  std::vector<std::string> run_axes_;
  std::vector<std::size_t> run_shape_;
  std::optional<SweepShape> shape_;
  std::vector<RunStatus> status_;
  std::vector<double> steps_;
  std::vector<std::string> messages_;
};

/// Has a run ended without failing?
bool is_done(RunStatus status);

/// Puts the runs that are done into another file. Declares what they record where that is not yet known.
void copy_done(const SweepReader& from, SweepFile& to);

}  // namespace heed

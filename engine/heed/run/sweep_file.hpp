#pragma once
#include "heed/io/trajectory.hpp"
#include "heed/run/run_result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace heed {

class SweepReader;

/// The file of a sweep: labelled arrays over the parameters of its design, filled run by run. Calls are made
/// one at a time; the order of runs makes no difference to the file, nor does where they come from.
class SweepFile {
 public:
  SweepFile(const Design& design, TrajectoryWriter& writer);
  /// With the design of a file that is there.
  SweepFile(const SweepReader& like, TrajectoryWriter& writer);

  /// Declares what runs record; once, before the first that did not fail.
  void declare(const SweepShape& shape);
  void put(const RunResult& result);
  /// Writes why runs failed.
  void finish();

  /// Hands everything so far to the operating system.
  void flush() { writer_.flush(); }

  /// What was declared.
  const std::optional<SweepShape>& shape() const { return shape_; }
  std::size_t runs() const { return status_.size(); }
  RunStatus status(std::size_t run) const { return static_cast<RunStatus>(status_[run]); }
  const std::string& message(std::size_t run) const { return messages_[run]; }

 private:
  void declare_grid(const Design& design);
  void declare_list(const Design& design);
  void declare_status();
  std::vector<std::size_t> place_of(std::size_t run) const;

  TrajectoryWriter& writer_;
  std::vector<std::string> run_axes_;
  std::vector<std::size_t> run_shape_;
  std::optional<SweepShape> shape_;
  std::vector<std::int8_t> status_;
  std::vector<std::string> messages_;
};

}  // namespace heed

#pragma once
#include "heed/io/trajectory.hpp"
#include "heed/run/checkpoint.hpp"
#include "heed/run/scenario.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace heed {

/// How a run is kept from being lost.
struct Keeping {
  Identity identity;    ///< of the run
  bool resume = false;  ///< go on where an earlier run of this identity was left
  bool force = false;   ///< drop what an earlier run left
  std::function<bool()> again = [] { return false; };  ///< is what PATH.part holds of this run?
  std::optional<std::chrono::nanoseconds> every;       ///< between two checkpoints; none: only when asked for
  std::function<void(const std::string&)> remark = [](const std::string&) {};  ///< hears what is worth saying
};

/// Goes along with a run and loses nothing of it: keeps a checkpoint every so often, on SIGUSR1, and when
/// someone asks to stop; and puts a run to where an earlier one was left.
///
/// A checkpoint is published when the disk has all that was recorded until then, so that PATH.part always
/// holds what the checkpoint needs. To go on, the same calls are made to a new file: those up to the
/// checkpoint with what PATH.part holds, those after it by the simulation, put to the state in the
/// checkpoint. So the file has the bytes of one never interrupted. The new file takes the place of PATH.part
/// when it holds as much; until then nothing is lost by being stopped again. Intervals are measured by a
/// clock that only goes forward.
class Keeper final : public Monitor {
 public:
  /// Looks at what an earlier run of the same output left. Throws Error (usage) where that may not be
  /// dropped, is of another run, or cannot be used.
  Keeper(const std::filesystem::path& output, Keeping keeping, Monitor& shown);

  /// What the writer is to do with the part of the earlier run.
  Earlier earlier() const { return checkpoint_ ? Earlier::keep : Earlier::drop; }
  /// For the writer: drops the checkpoints of an earlier run whose part is about to be replaced, unless it is
  /// gone on with.
  void displace();
  /// Keeps what goes into this file. Call before the run.
  void use(TrajectoryWriter& writer) { writer_ = &writer; }

  bool resume(const Carry& carry) override;
  void between(std::int64_t step, std::int64_t steps, const Carry& carry) override;
  void progress(std::int64_t step, std::int64_t steps, double pairs, std::string_view name,
                double figure) override {
    shown_.progress(step, steps, pairs, name, figure);
  }

  /// Is there a checkpoint of this run to go on from?
  bool can_go_on() const { return ours_ && files_.any(); }
  /// Drops the checkpoints: of a run that is finished, or that would end the same way again.
  void drop() const { files_.remove(); }

 private:
  using Clock = std::chrono::steady_clock;

  void find_earlier();
  void keep(std::int64_t step, const Carry& carry);

  std::filesystem::path part_;
  CheckpointFiles files_;
  Keeping keeping_;
  Monitor& shown_;
  TrajectoryWriter* writer_ = nullptr;
  std::optional<Checkpoint> checkpoint_;  // to go on with
  std::unique_ptr<TrajectoryReader> recorded_;
  std::atomic<bool> ours_ = true;  ///< the checkpoints there are, if any, are of this run
  Clock::time_point last_ = Clock::now();
  std::uint64_t answered_;
};

}  // namespace heed

#pragma once
#include "heed/core/resources.hpp"
#include "heed/io/file_size.hpp"
#include "heed/run/design.hpp"
#include "heed/run/shard.hpp"
#include "scenarios/load.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace heed::scenarios {

/// What a run or a sweep takes at most, for it may converge before its horizon.
struct Estimate {
  double memory = 0, disk = 0;  ///< bytes
  double seconds = 0;
  std::int64_t tried = 0;  ///< steps the estimate stands on
  std::string trouble;     ///< why the trial did not get further, where it failed
  std::string shortage;    ///< that there is not as much memory, and what there is, where that is so
};

/// Tries the scenario for `seconds` or all its steps, at least one, without writing anything.
///
/// memory: what this process held at its peak in the trial, or a run at least where that is more, and what
/// may wait to be written. disk: counted from what the trial declares, over the whole horizon. seconds: the
/// trial's steps, times as many as there are. Throws Error (data) as a run does.
Estimate estimate_run(Loaded& loaded, double seconds);

/// The same of a sweep, by one of its runs: memory and time as if all runs were like it.
Estimate estimate_sweep(const Loaded& loaded, const Design& design, double seconds, std::size_t run = 0);

/// What has to be left for a process to hold so many bytes more: 95 of 100, as networks differ from what is
/// expected of them. Where it is `ulimit -v` that leaves least, a thread beside that to write what is
/// recorded: its stack, and 64 MiB that glibc sets aside for what it allocates, unless there is not as much.
double in_memory(double bytes);

/// Throws Error (usage) where there is certainly too little memory for one of these runs, or for as many of
/// them at once as there are threads, those that need least.
void refuse_too_many_at_once(const Design& design, const std::vector<std::size_t>& runs);

/// The size of a file; 0 where there is none.
double bytes_there(const std::filesystem::path& path);

/// What the part of an output takes up, wherever it is written: of a run that goes on, all it has recorded.
double part_bytes(const std::filesystem::path& output);

/// Throws Error (usage) where so many bytes more do not fit beside what is on the disk. A run that has a
/// checkpoint is told to make room: it cannot record less, and goes on nowhere else.
void refuse_too_little_disk(double bytes, const std::filesystem::path& output);

/// The same of the file and the journal of a sweep. To go on, the file is written anew beside the part of an
/// earlier time, whose place it takes; that part may go, where the journal has all that is in it.
void refuse_too_little_disk(const Loaded& loaded, const Design& design, const std::string& output,
                            bool resume);

/// Hands a run on to its file, and looks at the disk before the first step is recorded: by then all that the
/// file will hold is declared, and what an earlier run recorded is in it.
class RoomyRecorder final : public Recorder {
 public:
  RoomyRecorder(Recorder& file, const Frame& frame, std::filesystem::path output)
      : file_(file), frame_(frame), output_(std::move(output)) {}

  void attribute(const Attribute& attribute) override;
  void axis(const Axis& axis) override;
  void variable(const Variable& variable) override;
  void write(std::string_view variable, Values values) override;
  void append(std::string_view axis, double label, std::span<const Entry> slices) override;

 private:
  Recorder& file_;
  Frame frame_;
  std::filesystem::path output_;
  FileSize size_;
  bool checked_ = false;
};

}  // namespace heed::scenarios

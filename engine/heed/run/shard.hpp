#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// As many shards as a sweep can be divided into.
inline constexpr std::size_t most_shards = 1000000;

/// A part of a sweep that one machine makes: shard `index` (from 1) of `count`.
///
/// Of each `count` runs in a row every shard makes one, so that shards differ by at most one run; which one
/// is drawn for each row, so that no shard is given the same value of a parameter again and again, whatever
/// the period of that value. Runs keep the seeds of the design: common random numbers stay common.
struct Shard {
  std::size_t index = 1, count = 1;

  bool whole() const { return count == 1; }
  bool makes(std::size_t run) const;
  /// The runs it makes of so many, in increasing order.
  std::vector<std::size_t> runs(std::size_t all) const;
  /// "3 of 16".
  std::string words() const;

  friend bool operator==(const Shard&, const Shard&) = default;
};

/// Reads "3/16", of `most_shards` at most. Throws Error (usage).
Shard parse_shard(std::string_view text);

/// Reads "3 of 16", as in files. Throws Error (data).
Shard shard_in_words(const std::string& text);

/// The shard of this task of a Slurm array, from SLURM_ARRAY_TASK_ID, _COUNT, _MIN, _MAX and _STEP.
/// Throws Error (usage) outside of an array, and in one that is not all from 0 or 1 on: one that starts later
/// or leaves tasks out is a part submitted again as a rule, of an array whose size it does not tell.
Shard slurm_shard();

/// "sweep.h5" as "sweep.3-of-16.h5"; the whole keeps its name.
std::string shard_path(const std::string& path, const Shard& shard);

/// "sweep.h5" for "sweep.3-of-16.h5", "sweep" for "sweep.3-of-16": the path of the whole for that of any of
/// its shards; nothing where its name is not that of one. Folders may have any name.
std::optional<std::string> whole_path(const std::string& shard);

}  // namespace heed

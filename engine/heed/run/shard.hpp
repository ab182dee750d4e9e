#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

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

/// Reads "3/16". Throws Error (usage).
Shard parse_shard(std::string_view text);

/// Reads "3 of 16", as in files. Throws Error (data).
Shard shard_in_words(const std::string& text);

/// The shard of this task of a Slurm array, from SLURM_ARRAY_TASK_ID, _COUNT, _MIN and _STEP.
/// Throws Error (usage) outside of an array, and in one that is not every so-many-th from a first to a last.
Shard slurm_shard();

/// "sweep.h5" as "sweep.3-of-16.h5"; the whole keeps its name.
std::string shard_path(const std::string& path, const Shard& shard);

}  // namespace heed

#pragma once
#include "heed/io/record_log.hpp"
#include "heed/run/run_result.hpp"
#include "heed/run/runs_under_way.hpp"
#include "heed/run/sweep_identity.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace heed {

class SweepFile;

/// What to do with the journal of a sweep that did not end.
enum class OldRuns { refuse, resume, drop };

/// The runs of a sweep that ended, kept beside its output as OUTPUT.runs until that is finished: what a sweep
/// that was stopped or killed goes on from. A run is in it, whole, from the moment it ended; those that
/// failed are not, so that they are tried again. About as large as the output. Beside it is where runs were
/// left that have not ended, as OUTPUT.runs.<run>.
///
/// Throws Error (usage) when another process has it, or it is of another sweep; Error (io).
class SweepJournal {
 public:
  SweepJournal(const std::filesystem::path& output, const SweepIdentity& identity, OldRuns old);
  /// Removes it where there is nothing in it.
  ~SweepJournal();
  SweepJournal(const SweepJournal&) = delete;
  SweepJournal& operator=(const SweepJournal&) = delete;

  /// Puts the runs it holds into the file; once, before the first `put`.
  void replay(SweepFile& file);
  void put(const SweepShape& shape, const RunResult& result);
  /// Keeps where a run is that has not ended, in place of where it was before; the disk has it then. Throws
  /// Error (io) where that cannot be kept; what was kept before stays.
  void put_under_way(std::size_t run, const std::string& state);
  /// Where runs were left that have not ended.
  const std::map<std::size_t, std::string>& under_way() const { return under_way_; }
  /// Is there nothing to go on from?
  bool empty() const { return empty_; }
  /// Waits until the disk has all of it; `put` does so every few seconds.
  void sync();
  void remove();

 private:
  void begin(const SweepIdentity& identity);
  /// Calls read(Unpacker) of a record; Error (data) where that cannot be made sense of.
  template <class Read> void readable(Read read, const std::string& record) const;

  RecordLog log_;
  RunsUnderWay kept_;
  bool has_shape_ = false, empty_ = true;
  std::map<std::size_t, std::string> under_way_;  ///< of those that were there when this was opened
  std::set<std::size_t> are_kept_;                ///< runs that there is a file of
  std::chrono::steady_clock::time_point synced_ = std::chrono::steady_clock::now();
};

}  // namespace heed

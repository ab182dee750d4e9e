#pragma once
#include "heed/run/replay.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace heed {

/// All that the results of a run follow from, by name: version, parameters, and hashes of texts, whose names
/// begin with "the ". Two runs of the same identity have the same bits.
using Identity = std::vector<std::pair<std::string, std::string>>;

/// In what two identities differ, as a list of at most three; empty when in nothing.
std::string difference(const Identity& was, const Identity& is);

/// Where a run can be left and gone on with: what it is, how far it was, what it had recorded by then, and
/// what its steps leave for the next (`keep_state`).
struct Checkpoint {
  Identity identity;
  std::int64_t step = 0;
  Lengths recorded;
  std::string state;
};

/// The checkpoints beside an output: PATH.checkpoint, and the one before it, PATH.checkpoint.previous.
///
/// A file is the text "heed checkpoint", a number of its format, the length of what follows and its checksum,
/// and that. It is written aside, waits for the disk, and takes its name by renaming, so that at any moment
/// one of the two is whole.
class CheckpointFiles {
 public:
  explicit CheckpointFiles(const std::filesystem::path& output);

  /// Is there any that a run could go on from, or that is damaged? One cut short while it was written aside
  /// is none.
  bool any() const;
  /// The newest that is whole, at last one written aside that a machine left without a name. `remark` hears
  /// why one is passed over: it is damaged, or of another format.
  std::optional<Checkpoint> newest(const std::function<void(const std::string&)>& remark) const;
  /// Throws Error (io); what there was stays.
  void keep(const Checkpoint& checkpoint) const;
  void remove() const;
  /// Throws Error (usage) where another program's file has the name of one written aside.
  void refuse_foreign() const;

  const std::filesystem::path& path() const { return newest_; }

 private:
  std::filesystem::path newest_, previous_, aside_;
};

/// Throws Error (usage) where PATH.part holds what a run recorded: it would be replaced.
void refuse_recorded(const std::filesystem::path& output);

/// Who is no run asks this before writing `output`, and so taking its part: throws Error (usage) where that
/// holds what a run recorded, a run that was stopped would go on from it, or one is writing it. By force, or
/// where the part is gone, the checkpoints of that run go.
void displace_run(const std::filesystem::path& output, bool force);

}  // namespace heed

#pragma once
#include "heed/io/disk.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace heed {

/// What becomes of the part that an earlier run left.
enum class Earlier {
  drop,  ///< the new part takes its place at once; by force only, for it may be someone else's
  keep,  ///< it stays until `take_place`; the new one is written aside, to PATH.part.new
};

/// The name a file has while it is written, and how it gets its own. While this lives, no other process
/// writes the part.
class PartFile {
 public:
  /// Makes the part, empty where there was none. Throws Error (usage) when `path` exists and `force` is not
  /// set, when its folder does not exist or takes no file, when someone else is writing it, or when a part is
  /// to be dropped and `force` is not set.
  PartFile(const std::filesystem::path& path, bool force, Earlier earlier = Earlier::drop);
  /// A part into which nothing came is removed.
  ~PartFile();

  const std::filesystem::path& path() const { return path_; }
  /// PATH.part, or PATH.part.new before it has taken that place.
  const std::filesystem::path& part() const { return part_; }

  /// Lets `write` fill the part, and publishes it. Nothing is left where that fails. Throws what `write`
  /// throws, Error (io) where the disk is full, and as `publish`.
  void write(const std::function<void(std::ostream&)>& write) const;

  /// Throws Error (io) when the part is no longer there under its name.
  void check_there() const;

  /// Waits until the disk has all of it. Throws Error (io).
  void sync() const;

  /// Becomes PATH.part, in place of the earlier part. Throws Error (io).
  void take_place();

  /// Goes on in a copy, PATH.part.new, until that takes the place; PATH.part stays as it is. Throws Error
  /// (io); then nothing has changed.
  void step_aside();
  bool aside() const { return aside_; }
  /// Removes the copy, and goes on in PATH.part.
  void step_back();

  /// Waits until the disk has all of it, renames, and lets go of it. Throws Error (usage) when `path` has
  /// come to exist, Error (io) when the disk cannot take it; the part stays then.
  void publish() const;

  /// Removes the part; says nothing when it cannot.
  void remove() const;

 private:
  std::filesystem::path path_, part_;
  bool force_;
  bool aside_ = false;  ///< what is now in PATH.part is ours
  LockedFile earlier_;
  mutable LockedFile locked_;  ///< let go of when it has its name
};

/// Throws Error (usage) where writing `path`, or what stands beside it until it is there, would replace one
/// of the files that are read for it.
void refuse_to_replace(const std::filesystem::path& path, const std::vector<std::string>& read);

}  // namespace heed

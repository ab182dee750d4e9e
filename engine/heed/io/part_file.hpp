#pragma once
#include <filesystem>
#include <functional>
#include <iosfwd>

namespace heed {

/// The name a file has while it is written, and how it gets its own.
class PartFile {
 public:
  /// Throws Error (usage) when `path` exists and `force` is not set, when its folder does not exist, or when
  /// someone else is writing it.
  PartFile(const std::filesystem::path& path, bool force);

  const std::filesystem::path& path() const { return path_; }
  const std::filesystem::path& part() const { return part_; }  ///< PATH.part

  /// Lets `write` fill the part, and publishes it. Nothing is left where that fails. Throws what `write`
  /// throws, Error (io) where the disk is full, and as `publish`.
  void write(const std::function<void(std::ostream&)>& write) const;

  /// Waits until the disk has all of it, and renames. Throws Error (usage) when `path` has come to exist,
  /// Error (io) when the disk cannot take it; the part stays then.
  void publish() const;

  /// Removes the part; says nothing when it cannot.
  void remove() const;

 private:
  std::filesystem::path path_, part_;
  bool force_;
};

}  // namespace heed

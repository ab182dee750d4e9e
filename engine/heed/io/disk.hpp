#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace heed {

/// The folder a file is in, "." where its path names none.
std::filesystem::path folder_of(const std::filesystem::path& path);

/// Throws Error (usage) where the folder that a file is to be written in is not there.
void need_folder(const std::filesystem::path& path);

/// What the system said of a file that could not be written, and the next move where there is one: "No space
/// left on device; make room, or write elsewhere with -o".
std::string with_remedy(std::string_view said);
std::string with_remedy(int error);

/// Waits until the disk has a file, or what a folder says of its files; 0, or the error number of the system.
int sync(const std::filesystem::path& path);

/// Puts what is in one file into another that is there, in place of what that held; 0, or the error number of
/// the system.
int copy_bytes(const std::filesystem::path& from, const std::filesystem::path& to);

/// Does a file begin with this mark, as far as it goes? One that a machine left half-written may be cut short
/// anywhere, or zeros; what is not there may be anyone's.
bool may_begin_with(const std::filesystem::path& path, std::string_view mark);

/// A file that no other process of heed may write while this one lives, or read, where it is to stay as it
/// is.
class LockedFile {
 public:
  enum class For { writing, reading };

  LockedFile() = default;
  /// Opens `path`, for writing makes it where there is none; `called` is its name in messages. Throws Error
  /// (usage) when it cannot be opened, is a symbolic link, or someone else has it. File systems that know no
  /// locks lock nothing.
  LockedFile(const std::filesystem::path& path, For purpose, const std::filesystem::path& called);
  LockedFile(const std::filesystem::path& path, For purpose) : LockedFile(path, purpose, path) {}
  LockedFile(LockedFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  LockedFile& operator=(LockedFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~LockedFile() { release(); }

  /// Is the file still the one of this name?
  bool is(const std::filesystem::path& path) const;
  void release();

 private:
  int descriptor_ = -1;
};

/// Writes a file so that a reader finds the old one or the new one whole: aside, under PATH.new, and on the
/// disk before it takes the name. What had the name is kept as `previous`, unless that is empty.
/// Throws Error (io); the file of that name is still there then, under one of the two.
void replace_file(const std::filesystem::path& path, const std::filesystem::path& previous,
                  std::span<const std::string_view> pieces);

}  // namespace heed

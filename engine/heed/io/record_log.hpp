#pragma once
#include "heed/io/disk.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace heed {

/// A file of records that grows at its end and can be read after its writer was killed at any moment: each
/// record has its length and checksums (CRC-32) of both. A torn one at the end is dropped by the next
/// `append`.
///
/// One process at a time. A record is with the operating system when `append` returns: it outlives this
/// process; after `sync` it outlives the machine.
///
/// Throws Error (usage) when another process has the file, it cannot be opened, or is another kind of file;
/// Error (io) where reading or writing failed under way, or the file was removed or replaced; Error (data)
/// where a record is damaged that others follow, or the length of one. A record whose `append` failed is not
/// in it, and those before it are.
class RecordLog {
 public:
  /// Opens the file, or makes an empty one. `magic`, eight letters, says what the records are.
  RecordLog(std::filesystem::path path, std::string_view magic);
  ~RecordLog();
  RecordLog(const RecordLog&) = delete;
  RecordLog& operator=(const RecordLog&) = delete;

  /// The next record of those that were there; false after the last whole one, from where `append` goes on.
  bool next(std::string& record);
  /// Adds a record. Only after the last one was read.
  void append(std::string_view record);
  void sync();
  /// Drops all records.
  void clear();
  /// Removes the file; says nothing when it cannot.
  void remove();
  /// Has the file still its name?
  bool is_there() const { return locked_.is(path_); }

  const std::filesystem::path& path() const { return path_; }

 private:
  void check_kind();
  void check_there() const;
  /// False where the file ends before.
  bool read_at(std::uint64_t place, void* bytes, std::size_t count) const;
  void write(const void* bytes, std::size_t count);
  /// Is all that follows as a machine that goes down leaves what it had not written?
  bool is_zero_from(std::uint64_t place) const;
  [[noreturn]] void damaged() const;
  [[noreturn]] void fail(int error) const;

  std::filesystem::path path_;
  std::string magic_;
  LockedFile locked_;
  int file_ = -1;
  std::uint64_t place_ = 0;  ///< where the next record is, or goes
  bool at_end_ = false;
  bool has_name_on_disk_ = false;  ///< its folder was synced with it
};

}  // namespace heed

#include "heed/io/record_log.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace heed {
namespace {

std::uint32_t checksum(std::string_view bytes) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

/// What stands before each record: its length, its checksum, and that of these two.
struct Head {
  std::uint64_t length = 0;
  std::uint32_t of_record = 0, of_head = 0;

  std::string_view bytes() const { return {reinterpret_cast<const char*>(this), sizeof *this}; }
  std::uint32_t checked() const { return checksum(bytes().substr(0, offsetof(Head, of_head))); }
};
static_assert(sizeof(Head) == 16);

std::uint64_t size_of(int file) {
  struct stat is {};
  return ::fstat(file, &is) == 0 ? static_cast<std::uint64_t>(is.st_size) : 0;
}

}  // namespace

RecordLog::RecordLog(std::filesystem::path path, std::string_view magic)
    : path_(std::move(path)), magic_(magic), locked_(path_, LockedFile::For::writing) {
  file_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (file_ < 0)
    throw Error(ErrorKind::usage, fmt::format("cannot write '{}': {}", path_.string(), with_remedy(errno)));
  try {
    check_kind();
  } catch (...) {
    ::close(file_);
    throw;
  }
  place_ = magic_.size();
}

void RecordLog::check_kind() {
  std::string begin(magic_.size(), '\0');
  if (size_of(file_) < magic_.size()) return clear();
  if (!read_at(0, begin.data(), begin.size()) || begin != magic_)
    throw Error(ErrorKind::usage,
                fmt::format("'{}' is not a file of heed's of this kind; move it away, or choose "
                            "another name with -o",
                            path_.string()));
}

void RecordLog::check_there() const {
  if (!is_there())
    throw Error(ErrorKind::io, fmt::format("cannot go on writing '{}': it was removed or replaced meanwhile",
                                           path_.string()));
}

RecordLog::~RecordLog() {
  if (file_ >= 0) ::close(file_);
}

bool RecordLog::read_at(std::uint64_t place, void* bytes, std::size_t count) const {
  auto* to = static_cast<char*>(bytes);
  while (count > 0) {
    const ssize_t got = ::pread(file_, to, count, static_cast<off_t>(place));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw Error(ErrorKind::io, fmt::format("cannot read '{}': {}", path_.string(), std::strerror(errno)));
    if (got == 0) return false;
    to += got;
    place += static_cast<std::uint64_t>(got);
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

void RecordLog::damaged() const {
  throw Error(ErrorKind::data, fmt::format("'{}' is damaged at byte {}, and more follows; bring back a copy "
                                           "of it, or begin anew with --force",
                                           path_.string(), place_));
}

bool RecordLog::is_zero_from(std::uint64_t place) const {
  std::string block(std::size_t{1} << 16, '\0');
  for (const std::uint64_t size = size_of(file_); place < size; place += block.size()) {
    block.resize(static_cast<std::size_t>(std::min<std::uint64_t>(size - place, block.size())));
    if (!read_at(place, block.data(), block.size())) return true;
    if (block.find_first_not_of('\0') != std::string::npos) return false;
  }
  return true;
}

bool RecordLog::next(std::string& record) {
  if (at_end_) return false;
  Head head;
  const std::uint64_t left = size_of(file_) - place_;
  at_end_ = left < sizeof head || !read_at(place_, &head, sizeof head);
  if (at_end_) return false;
  if (head.of_head != head.checked()) {
    if (!is_zero_from(place_ + sizeof head)) damaged();
    at_end_ = true;
    return false;
  }
  // A writer that is killed leaves the last record torn, and none before it.
  const std::uint64_t room = left - sizeof head;
  at_end_ = head.length > room;
  if (at_end_) return false;
  record.resize(head.length);
  if (read_at(place_ + sizeof head, record.data(), record.size()) && checksum(record) == head.of_record) {
    place_ += sizeof head + head.length;
    return true;
  }
  if (head.length < room) damaged();
  at_end_ = true;
  return false;
}

void RecordLog::write(const void* bytes, std::size_t count) {
  const auto* from = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t put = ::pwrite(file_, from, count, static_cast<off_t>(place_));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail(errno);
    from += put;
    place_ += static_cast<std::uint64_t>(put);
    count -= static_cast<std::size_t>(put);
  }
}

void RecordLog::append(std::string_view record) {
  if (!at_end_) throw Error(ErrorKind::internal, "append: records that were there are not read yet");
  Head head{record.size(), checksum(record), 0};
  head.of_head = head.checked();
  std::string bytes(head.bytes());
  bytes += record;
  check_there();
  const std::uint64_t before = place_;
  if (size_of(file_) > place_ && ::ftruncate(file_, static_cast<off_t>(place_)) != 0) fail(errno);
  try {
    write(bytes.data(), bytes.size());
  } catch (const Error&) {
    // What follows goes in its place. Where it cannot be cut off it is written over, or not whole and
    // dropped.
    place_ = before;
    static_cast<void>(::ftruncate(file_, static_cast<off_t>(before)) == 0);
    throw;
  }
}

void RecordLog::sync() {
  check_there();
  if (::fdatasync(file_) != 0) fail(errno);
  if (!std::exchange(has_name_on_disk_, true)) heed::sync(folder_of(path_));
}

void RecordLog::clear() {
  if (::ftruncate(file_, 0) != 0) fail(errno);
  place_ = 0;
  write(magic_.data(), magic_.size());
  at_end_ = true;
}

void RecordLog::remove() {
  std::error_code ignored;
  if (locked_.is(path_)) std::filesystem::remove(path_, ignored);
}

void RecordLog::fail(int error) const {
  throw Error(ErrorKind::io, fmt::format("cannot write '{}': {}; make room and go on with --resume",
                                         path_.string(), std::strerror(error)));
}

}  // namespace heed

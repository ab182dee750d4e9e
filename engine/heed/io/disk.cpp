#include "heed/io/disk.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <initializer_list>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace heed {
namespace fs = std::filesystem;
namespace {

/// 0, or the error number of the system.
int write_all(int descriptor, std::string_view left) {
  while (!left.empty()) {
    const ssize_t written = ::write(descriptor, left.data(), left.size());
    if (written >= 0)
      left.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      return errno;
  }
  return 0;
}

}  // namespace

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

void need_folder(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_directory(folder_of(path), ignored))
    throw Error(ErrorKind::usage, fmt::format("cannot write '{}': there is no folder '{}'; make it first",
                                              path.string(), folder_of(path).string()));
}

std::string with_remedy(std::string_view said) {
  const auto is_one_of = [said](std::initializer_list<int> errors) {
    return std::any_of(errors.begin(), errors.end(), [said](int e) { return said == std::strerror(e); });
  };
  std::string text(said);
  if (is_one_of({ENOSPC, EDQUOT, EFBIG})) return text + "; make room, or write elsewhere with -o";
  if (is_one_of({EACCES, EPERM, EROFS}))
    return text + "; see the permissions of its folder, or write elsewhere with -o";
  if (is_one_of({ELOOP})) return text + "; remove the link of that name";
  return text;
}

std::string with_remedy(int error) { return with_remedy(std::strerror(error)); }

int sync(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int result = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  return result;
}

int copy_bytes(const fs::path& from, const fs::path& to) {
  const int in = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
  if (in < 0) return errno;
  const int out = ::open(to.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW);
  int error = out < 0 ? errno : 0;
  std::vector<char> block(std::size_t{1} << 20);
  for (bool more = true; more && error == 0;) {
    const ssize_t count = ::read(in, block.data(), block.size());
    more = count != 0;
    if (count < 0 && errno != EINTR) error = errno;
    if (count > 0) error = write_all(out, {block.data(), static_cast<std::size_t>(count)});
  }
  ::close(in);
  if (out >= 0 && ::close(out) != 0 && error == 0) error = errno;
  return error;
}

LockedFile::LockedFile(const fs::path& path, For purpose, const fs::path& called) {
  const bool writes = purpose == For::writing;
  do {
    release();
    descriptor_ = ::open(path.c_str(), (writes ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor_ < 0)
      throw Error(ErrorKind::usage,
                  fmt::format("cannot {} '{}': {}", writes ? "create" : "open", called.string(),
                              writes ? with_remedy(errno) : std::strerror(errno)));
    if (::flock(descriptor_, (writes ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      release();
      throw Error(ErrorKind::usage, fmt::format("'{}' is being written by another run; wait for it, or "
                                                "choose another name with -o",
                                                called.string()));
    }
  } while (!is(path));  // whoever had it may have renamed it before letting go
}

bool LockedFile::is(const fs::path& path) const {
  struct stat held {
  }, named{};
  return ::fstat(descriptor_, &held) == 0 && ::stat(path.c_str(), &named) == 0 &&
         held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

void LockedFile::release() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

bool may_begin_with(const fs::path& path, std::string_view mark) {
  std::string begin(mark.size(), '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  return mark.starts_with(begin) || begin.find_first_not_of('\0') == begin.npos;
}

void replace_file(const fs::path& path, const fs::path& previous, std::span<const std::string_view> pieces) {
  fs::path aside = path;
  aside += ".new";
  const auto fail = [&](int error) {
    std::error_code ignored;
    fs::remove(aside, ignored);
    throw Error(ErrorKind::io, fmt::format("cannot write '{}': {}", path.string(), with_remedy(error)));
  };
  const int descriptor = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor < 0) fail(errno);
  int error = 0;
  for (std::size_t k = 0; k < pieces.size() && error == 0; ++k) error = write_all(descriptor, pieces[k]);
  if (error == 0 && ::fsync(descriptor) != 0) error = errno;
  ::close(descriptor);
  if (error != 0) fail(error);
  std::error_code renamed;
  if (!previous.empty() && fs::exists(path, renamed)) fs::rename(path, previous, renamed);
  if (!renamed) fs::rename(aside, path, renamed);
  if (renamed) fail(renamed.value());
  sync(folder_of(path));
}

}  // namespace heed

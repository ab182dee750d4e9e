#include "heed/io/part_file.hpp"

#include "heed/core/error.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace heed {
namespace {

namespace fs = std::filesystem;

std::string exists_text(const fs::path& path) {
  return fmt::format("'{}' exists; choose another name with -o or allow overwriting with --force",
                     path.string());
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// 0, or what the system says against it.
int sync(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int result = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  return result;
}

/// HDF5 empties a file before it finds that another process has locked it.
bool is_locked(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool locked = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return locked;
}

}  // namespace

PartFile::PartFile(const fs::path& path, bool force) : path_(path), part_(path), force_(force) {
  part_ += ".part";
  std::error_code ignored;
  if (!fs::is_directory(folder_of(path_), ignored))
    throw Error(ErrorKind::usage, fmt::format("cannot write '{}': there is no folder '{}'; make it first",
                                              path_.string(), folder_of(path_).string()));
  if (fs::is_directory(path_, ignored))
    throw Error(
        ErrorKind::usage,
        fmt::format("cannot write '{}': it is a folder; choose another name with -o", path_.string()));
  if (!force_ && fs::exists(path_, ignored)) throw Error(ErrorKind::usage, exists_text(path_));
  if (is_locked(part_))
    throw Error(ErrorKind::usage, fmt::format("'{}' is being written by another run; wait for it, or choose "
                                              "another name with -o",
                                              part_.string()));
}

void PartFile::write(const std::function<void(std::ostream&)>& write) const {
  try {
    std::ofstream file(part_, std::ios::binary);
    write(file);
    file.close();
    if (!file)
      throw Error(ErrorKind::io,
                  fmt::format("cannot write '{}'; is there room on the disk?", part_.string()));
  } catch (...) {
    remove();
    throw;
  }
  publish();
}

void PartFile::publish() const {
  const auto fail = [this](int error) {
    throw Error(ErrorKind::io, fmt::format("cannot finish '{}': {}; what could be written is in '{}'",
                                           path_.string(), std::strerror(error), part_.string()));
  };
  if (const int error = sync(part_)) fail(error);
  std::error_code ignored;
  if (!force_ && fs::exists(path_, ignored))
    throw Error(ErrorKind::usage,
                fmt::format("{}; the results are in '{}'", exists_text(path_), part_.string()));
  std::error_code error;
  fs::rename(part_, path_, error);
  if (error) fail(error.value());
  sync(folder_of(path_));
}

void PartFile::remove() const {
  std::error_code ignored;
  fs::remove(part_, ignored);
}

}  // namespace heed

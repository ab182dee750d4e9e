#include "heed/io/part_file.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

namespace heed {
namespace {

namespace fs = std::filesystem;

std::string exists_text(const fs::path& path) {
  return fmt::format("'{}' exists; choose another name with -o or allow overwriting with --force",
                     path.string());
}

fs::path with(fs::path path, const char* ending) { return path += ending; }

std::string gone_text(const fs::path& part) {
  return fmt::format("cannot go on writing '{}': it was removed or replaced meanwhile", part.string());
}

/// Is it, by its name, one that heed may write beside `path` until that is there?
bool is_beside(const fs::path& path, const fs::path& file) {
  const std::string name = file.filename().string(), begin = path.filename().string();
  std::error_code ignored;
  return name.starts_with(begin) && fs::equivalent(folder_of(file), folder_of(path), ignored) &&
         std::ranges::any_of(std::array{".part.", ".checkpoint.", ".runs."}, [&](const char* ending) {
           return (name.substr(begin.size()) + ".").starts_with(ending);
         });
}

}  // namespace

PartFile::PartFile(const fs::path& path, bool force, Earlier earlier)
    : path_(path), part_(with(path, ".part")), force_(force) {
  need_folder(path_);
  std::error_code ignored;
  if (fs::is_directory(path_, ignored))
    throw Error(
        ErrorKind::usage,
        fmt::format("cannot write '{}': it is a folder; choose another name with -o", path_.string()));
  if (fs::exists(path_, ignored) && !fs::is_regular_file(path_, ignored))
    throw Error(ErrorKind::usage,
                fmt::format("cannot write '{}': it is no file, but a device; choose another name with -o",
                            path_.string()));
  if (!force_ && fs::exists(path_, ignored)) throw Error(ErrorKind::usage, exists_text(path_));
  const fs::path place = part_, aside = with(part_, ".new");
  const auto look = [&] {
    if (fs::exists(place, ignored)) earlier_ = LockedFile(place, LockedFile::For::reading);
  };
  look();
  locked_ = LockedFile(aside, LockedFile::For::writing, place);
  look();  // another may have taken its place between the two
  part_ = aside;
  if (earlier == Earlier::keep) return;
  if (const auto bytes = fs::file_size(place, ignored); !force_ && !ignored && bytes > 0) {
    remove();
    throw Error(
        ErrorKind::usage,
        fmt::format("'{}' is in the way; if it is not the rest of a command that was stopped, move it away, "
                    "or choose another name with -o; --force replaces it",
                    place.string()));
  }
  fs::remove(place, ignored);
  take_place();
}

PartFile::~PartFile() {
  std::error_code error;
  if (fs::file_size(part_, error) == 0 && !error) remove();
}

void PartFile::check_there() const {
  if (!locked_.is(part_)) throw Error(ErrorKind::io, gone_text(part_));
}

void PartFile::sync() const {
  check_there();
  if (const int error = heed::sync(part_))
    throw Error(ErrorKind::io, fmt::format("cannot write '{}': {}", part_.string(), with_remedy(error)));
}

void PartFile::take_place() {
  check_there();
  const fs::path place = with(path_, ".part");
  if (aside_ && !earlier_.is(place)) throw Error(ErrorKind::io, gone_text(place));
  std::error_code error;
  fs::rename(part_, place, error);
  if (error)
    throw Error(ErrorKind::io,
                fmt::format("cannot replace '{}': {}", place.string(), with_remedy(error.value())));
  part_ = place;
  aside_ = false;
  earlier_.release();
}

void PartFile::step_aside() {
  check_there();
  const fs::path aside = with(part_, ".new");
  LockedFile copy;
  try {
    copy = LockedFile(aside, LockedFile::For::writing, part_);
  } catch (const Error& e) {
    throw Error(ErrorKind::io, e.what());  // the run is under way
  }
  if (const int error = copy_bytes(part_, aside)) {
    std::error_code ignored;
    fs::remove(aside, ignored);
    throw Error(ErrorKind::io,
                fmt::format("cannot go on writing '{}': {}", part_.string(), with_remedy(error)));
  }
  part_ = aside;
  earlier_ = std::move(locked_);
  locked_ = std::move(copy);
  aside_ = true;
}

void PartFile::step_back() {
  remove();
  part_ = with(path_, ".part");
  locked_ = std::move(earlier_);
  aside_ = false;
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
  const auto fail = [this](const std::string& why) {
    throw Error(ErrorKind::io, fmt::format("cannot finish '{}': {}; what could be written is in '{}'",
                                           path_.string(), why, part_.string()));
  };
  check_there();
  if (const int error = heed::sync(part_)) fail(std::strerror(error));
  std::error_code ignored;
  if (!force_ && fs::exists(path_, ignored))
    throw Error(ErrorKind::usage,
                fmt::format("{}; the results are in '{}'", exists_text(path_), part_.string()));
  std::error_code error;
  fs::rename(part_, path_, error);
  if (error) fail(error.message());
  heed::sync(folder_of(path_));
  locked_.release();
}

void PartFile::remove() const {
  std::error_code ignored;
  if (locked_.is(part_)) fs::remove(part_, ignored);
}

void refuse_to_replace(const fs::path& path, const std::vector<std::string>& read) {
  std::error_code ignored;
  for (const std::string& file : read)
    if (fs::equivalent(file, path, ignored) || fs::equivalent(file, with(path, ".part"), ignored) ||
        is_beside(path, file))
      throw Error(ErrorKind::usage,
                  fmt::format("'{}' would replace '{}', which is read; choose another name with -o",
                              path.string(), file));
}

}  // namespace heed

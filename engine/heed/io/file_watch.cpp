#include "heed/io/file_watch.hpp"

#include "heed/core/error.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sys/stat.h>

namespace heed {

FileWatch::FileWatch(const std::vector<std::string>& files) : files_(files) {
  std::transform(files_.begin(), files_.end(), std::back_inserter(stamps_), stamp_of);
}

FileWatch::Stamp FileWatch::stamp_of(const std::string& file) {
  struct stat is {};
  if (::stat(file.c_str(), &is) != 0) return {};
  return {is.st_dev, is.st_ino, is.st_size, is.st_mtim.tv_sec, is.st_mtim.tv_nsec};
}

void FileWatch::check() const {
  for (std::size_t k = 0; k < files_.size(); ++k)
    if (stamp_of(files_[k]) != stamps_[k])
      throw Error(
          ErrorKind::io,
          fmt::format("'{}' has changed while it was in use, and what follows would not belong to what is "
                      "there; bring it back and go on with --resume, or begin anew with --force",
                      files_[k]));
}

}  // namespace heed

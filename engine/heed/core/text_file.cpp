#include "heed/core/text_file.hpp"

#include "heed/core/limits.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <system_error>

#include <unistd.h>
#include <zlib.h>

namespace heed {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20;

Error cannot_open(const std::string& path, const std::string& why) {
  return Error(ErrorKind::data, "cannot open '" + path + "': " + why);
}

constexpr const char* no_utf8 = "this line is not UTF-8; convert the file: iconv -f latin1 -t utf8 OLD > NEW";

/// What the system says of an error, as part of a sentence.
std::string reason(int error) {
  std::string out = std::generic_category().message(error);
  if (!out.empty()) out[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(out[0])));
  return out;
}

}  // namespace

Error error_at(const std::string& file, std::size_t line, const std::string& message) {
  return Error(ErrorKind::data, file + (line > 0 ? ":" + std::to_string(line) : "") + ": " + message);
}

std::string why_not_opened(const std::string& path) {
  std::error_code code;
  const auto status = std::filesystem::status(path, code);
  if (status.type() == std::filesystem::file_type::not_found) return "no such file";
  if (std::filesystem::is_directory(status)) return "it is a folder";
  return ::access(path.c_str(), R_OK) == 0 ? "" : reason(errno);
}

std::size_t believed_values(const std::string& path) {
  std::error_code code;
  const auto bytes = std::filesystem::file_size(path, code);
  return code ? std::numeric_limits<std::size_t>::max() : limit::values(bytes);
}

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::string counted(std::int64_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

void TextFile::Close::operator()(gzFile_s* file) const { gzclose(file); }

TextFile::TextFile(std::string path) : path_(std::move(path)), buffer_(block_bytes) {
  if (const std::string why = why_not_opened(path_); !why.empty()) throw cannot_open(path_, why);
  errno = 0;
  file_.reset(gzopen(path_.c_str(), "rb"));
  if (!file_) throw cannot_open(path_, errno ? reason(errno) : "out of memory");
  gzbuffer(file_.get(), block_bytes / 4);
}

bool TextFile::refill() {
  if (ended_) return false;
  std::memmove(buffer_.data(), buffer_.data() + first_, last_ - first_);
  last_ -= first_;
  first_ = 0;
  if (last_ >= limit::line_bytes)
    throw error_at(path_, line_ + 1,
                   "this line is longer than " + std::to_string(limit::line_bytes / limit::mib) +
                       " MiB; is this the file that was meant?");
  if (last_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
  const std::size_t room = std::min<std::size_t>(buffer_.size() - last_, std::size_t{1} << 30);
  const int count = gzread(file_.get(), buffer_.data() + last_, static_cast<unsigned>(room));
  int code = Z_OK;
  const std::string reason = gzerror(file_.get(), &code);
  if (code == Z_BUF_ERROR) throw error_at(path_, 0, "the compressed data is cut short; fetch the file again");
  if (code == Z_ERRNO) throw error_at(path_, 0, "cannot be read: " + std::generic_category().message(errno));
  if (count < 0 || (code != Z_OK && code != Z_STREAM_END))
    throw error_at(path_, 0, "the compressed data is damaged; fetch the file again");
  if (count > 0 && std::memchr(buffer_.data() + last_, 0, static_cast<std::size_t>(count)))
    throw error_at(path_, 0, "this is not a text file in UTF-8: there is a zero byte in it");
  last_ += static_cast<std::size_t>(count);
  ended_ = static_cast<std::size_t>(count) < room;
  if (!started_ && last_ >= 3 && std::memcmp(buffer_.data(), "\xEF\xBB\xBF", 3) == 0) first_ = 3;
  started_ = true;
  return count > 0;
}

bool TextFile::next() {
  std::size_t searched = 0;  // bytes after first_ without a line end
  for (;;) {
    const char* begin = buffer_.data() + first_;
    const std::size_t here = last_ - first_;
    const void* end = here > searched ? std::memchr(begin + searched, '\n', here - searched) : nullptr;
    if (end || (ended_ && here > 0)) {
      const std::size_t length = end ? static_cast<std::size_t>(static_cast<const char*>(end) - begin) : here;
      text_ = {begin, length};
      if (!text_.empty() && text_.back() == '\r') text_.remove_suffix(1);
      first_ += length + (end ? 1 : 0);
      ++line_;
      if (find_not_utf8(text_) != text_.npos) throw error(no_utf8);
      return true;
    }
    if (ended_) return false;
    searched = here;
    refill();
  }
}

std::string TextFile::rest() {
  std::string out;
  do {
    if (last_ - first_ > limit::text_bytes - out.size())
      throw error_at(path_, 0,
                     "there are more than " + std::to_string(limit::text_bytes / limit::mib) +
                         " MiB in it, which is the most that is read of this format; an edge list may be "
                         "larger");
    out.append(buffer_.data() + first_, last_ - first_);
    first_ = last_;
  } while (refill());
  if (const std::size_t wrong = find_not_utf8(out); wrong != out.npos) {
    const auto lines = std::count(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(wrong), '\n');
    throw error_at(path_, line_ + 1 + static_cast<std::size_t>(lines), no_utf8);
  }
  return out;
}

}  // namespace heed

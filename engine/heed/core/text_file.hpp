#pragma once
#include "heed/core/error.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct gzFile_s;  // zlib's

namespace heed {

/// An Error (data) at a line of a file: "file:line: message"; line 0 is the whole file, "file: message".
Error error_at(const std::string& file, std::size_t line, const std::string& message);

/// Why a file cannot be read: "no such file", "it is a folder", "permission denied"; empty where it can.
std::string why_not_opened(const std::string& path);

/// How many values a file may come to hold, by its size on the disk; all where it has none, such as a pipe.
std::size_t believed_values(const std::string& path);

/// The name of a file without its folders, for remarks that are kept with results.
std::string file_name(const std::string& path);

/// "1 tie", "2 ties".
std::string counted(std::int64_t count, std::string_view what);

/// What stands before the first line break: of an error, what it says without the line of a file it shows.
std::string first_line(std::string_view text);

/// A text file read line after line in blocks of 1 MiB, gzip-compressed or not (told by its first bytes).
///
/// Lines end in LF or CRLF, the last one also without; a UTF-8 byte order mark is dropped. Throws Error
/// (data) when the file cannot be opened or read, when compressed data is damaged or cut short, and where
/// there is a zero byte, which no text has, or a line that is not UTF-8. O(bytes); memory for one block or
/// the longest line.
class TextFile {
 public:
  explicit TextFile(std::string path);

  /// Goes to the next line, the first one at the first call; false at the end of the file.
  bool next();
  /// The present line without its end; valid until the next call of next().
  std::string_view text() const { return text_; }
  /// The number of the present line, from 1.
  std::size_t line() const { return line_; }
  const std::string& path() const { return path_; }
  /// An Error (data) at the present line.
  Error error(const std::string& message) const { return error_at(path_, line_, message); }

  /// All text after the present line.
  std::string rest();

 private:
  struct Close {
    void operator()(gzFile_s* file) const;
  };

  bool refill();

  std::string path_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::vector<char> buffer_;
  std::size_t first_ = 0, last_ = 0;  // what is read and not yet handed out
  bool started_ = false, ended_ = false;
  std::string_view text_;
  std::size_t line_ = 0;
};

}  // namespace heed

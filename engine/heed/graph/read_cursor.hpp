#pragma once
#include "heed/core/text_file.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace heed {

/// A place in the text of a whole file that knows its line, for formats that are not made of lines.
class ReadCursor {
 public:
  explicit ReadCursor(const std::string& path) : path_(path), text_(TextFile(path).rest()) {
    if (text_.empty()) throw error_at(path_, 0, "the file is empty");
  }

  bool at_end() const { return at_ == text_.size(); }
  /// The next character, or 0 at the end.
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool follows(std::string_view text) const { return text_.compare(at_, text.size(), text) == 0; }

  char take() {
    const char c = text_[at_++];
    line_ += c == '\n';
    return c;
  }
  void skip(std::size_t count) {
    while (count-- > 0 && !at_end()) take();
  }
  void skip_blanks() {
    while (!at_end() && is_blank(peek())) take();
  }
  /// Takes all before the next `end`, and the end too; what has been opened is named when there is none.
  std::string_view take_until(std::string_view end, std::string_view opened) {
    const std::size_t found = text_.find(end, at_), begin = at_;
    if (found == text_.npos) throw error(std::string(opened) + " is not closed before the end of the file");
    skip(found - begin + end.size());
    return std::string_view(text_).substr(begin, found - begin);
  }
  /// Takes characters as long as `belongs(c)`.
  template <class Belongs> std::string_view take_while(Belongs belongs) {
    const std::size_t begin = at_;
    while (!at_end() && belongs(peek())) take();
    return std::string_view(text_).substr(begin, at_ - begin);
  }

  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

  std::size_t line() const { return line_; }
  const std::string& path() const { return path_; }
  /// An Error (data) at the present line.
  Error error(const std::string& message) const { return error_at(path_, line_, message); }

 private:
  std::string path_, text_;
  std::size_t at_ = 0, line_ = 1;
};

}  // namespace heed

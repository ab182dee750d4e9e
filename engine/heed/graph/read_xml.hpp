#pragma once
#include "heed/graph/read_cursor.hpp"

#include <string>
#include <utility>
#include <vector>

namespace heed {

/// Text with &lt; &gt; &amp; &quot; &apos; and &#number; replaced; what is none of these stays as it is.
std::string decoded_lenient(std::string_view text);

/// Reads XML part by part: elements, their attributes and texts. Documents declare no entities of their own
/// here, so that none can grow; comments, instructions and the DOCTYPE are passed over.
class XmlReader {
 public:
  enum class Part { open, text, close, end };

  explicit XmlReader(const std::string& path) : cursor_(path) {}

  /// The next part. Throws Error (data) with the line when tags do not match or are malformed.
  Part next();

  /// The element opened or closed, without its namespace.
  const std::string& name() const { return name_; }
  /// The text, decoded.
  const std::string& text() const { return text_; }
  /// An attribute of the element just opened, or null.
  const std::string* attribute(std::string_view name) const;
  /// The line where the present part begins.
  std::size_t line() const { return line_; }
  /// An Error (data) at the present part.
  Error error(const std::string& message) const { return error_at(cursor_.path(), line_, message); }

 private:
  bool pass_over();
  void pass_over_doctype();
  Part tag();
  Part close();
  void read_attributes();
  std::string take_name(std::string_view what);

  ReadCursor cursor_;
  std::string name_, text_;
  std::vector<std::pair<std::string, std::string>> attributes_;
  std::vector<std::pair<std::string, std::size_t>> open_;  // elements with the lines of their tags
  std::size_t line_ = 0;
  bool closes_itself_ = false;
};

}  // namespace heed

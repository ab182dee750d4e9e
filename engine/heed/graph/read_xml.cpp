#include "heed/graph/read_xml.hpp"

#include "heed/core/limits.hpp"

#include <charconv>
#include <cstdint>

namespace heed {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&out](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6);
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

/// Appends what "&name;" stands for; false when it is nothing known.
bool append_entity(std::string& out, std::string_view name) {
  static constexpr std::pair<std::string_view, char> known[] = {
      {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [word, c] : known)
    if (name == word) return out += c, true;
  if (name.size() < 2 || name[0] != '#') return false;
  const bool hexadecimal = name[1] == 'x';
  name.remove_prefix(hexadecimal ? 2 : 1);
  std::uint32_t code = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
  const bool whole = read.ec == std::errc{} && read.ptr == name.data() + name.size();
  if (!whole || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
  append_utf8(out, code);
  return true;
}

bool in_name(char c) {
  return !ReadCursor::is_blank(c) && c != '=' && c != '>' && c != '/' && c != '<' && c != '"' && c != '\'';
}

std::string without_namespace(std::string_view name) {
  const std::size_t colon = name.find(':');
  return std::string(colon == name.npos ? name : name.substr(colon + 1));
}

}  // namespace

std::string decoded_lenient(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = text[at] == '&' ? text.substr(0, at + 12).find(';', at) : text.npos;
    if (end != text.npos && append_entity(out, text.substr(at + 1, end - at - 1)))
      at = end;
    else
      out += text[at];
  }
  return out;
}

const std::string* XmlReader::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes_)
    if (key == name) return &value;
  return nullptr;
}

XmlReader::Part XmlReader::next() {
  if (closes_itself_) {
    closes_itself_ = false;
    open_.pop_back();
    return Part::close;
  }
  while (pass_over()) {
  }
  line_ = cursor_.line();
  if (cursor_.at_end()) {
    if (open_.empty()) return Part::end;
    throw error_at(cursor_.path(), open_.back().second,
                   "<" + open_.back().first + "> is not closed before the end of the file");
  }
  if (cursor_.follows("<![CDATA[")) {
    cursor_.skip(9);
    text_ = cursor_.take_until("]]>", "'<![CDATA['");
    return Part::text;
  }
  if (cursor_.peek() == '<') return tag();
  text_ = decoded_lenient(cursor_.take_while([](char c) { return c != '<'; }));
  if (open_.empty() && text_.find_first_not_of(" \t\r\n") != text_.npos)
    throw error("there is text outside the elements; is this XML?");
  return Part::text;
}

bool XmlReader::pass_over() {
  if (cursor_.follows("<!--")) {
    cursor_.skip(4);
    cursor_.take_until("-->", "'<!--'");
  } else if (cursor_.follows("<?")) {
    cursor_.take_until("?>", "'<?'");
  } else if (cursor_.follows("<!DOCTYPE")) {
    pass_over_doctype();
  } else {
    return false;
  }
  return true;
}

void XmlReader::pass_over_doctype() {
  const std::size_t line = cursor_.line();
  for (int depth = 0; !cursor_.at_end();) {
    const char c = cursor_.take();
    if (c == '[') ++depth;
    if (c == ']') --depth;
    if (c == '>' && depth <= 0) return;
  }
  throw error_at(cursor_.path(), line, "'<!DOCTYPE' is not closed before the end of the file");
}

std::string XmlReader::take_name(std::string_view what) {
  const std::string_view name = cursor_.take_while(in_name);
  if (name.empty()) throw cursor_.error(std::string(what) + " has no name");
  return std::string(name);
}

XmlReader::Part XmlReader::tag() {
  cursor_.take();
  if (cursor_.peek() == '/') return close();
  name_ = without_namespace(take_name("a tag"));
  read_attributes();
  if (open_.size() == limit::nesting)
    throw error("elements inside elements are deeper than " + std::to_string(limit::nesting));
  open_.emplace_back(name_, line_);
  closes_itself_ = cursor_.peek() == '/';
  if (closes_itself_) cursor_.take();
  if (cursor_.peek() != '>') throw error("the tag <" + name_ + "> is not closed with '>'");
  cursor_.take();
  return Part::open;
}

XmlReader::Part XmlReader::close() {
  cursor_.take();
  name_ = without_namespace(take_name("a tag"));
  cursor_.skip_blanks();
  if (cursor_.peek() != '>') throw error("the tag </" + name_ + "> is not closed with '>'");
  cursor_.take();
  if (open_.empty()) throw error("</" + name_ + "> closes nothing");
  if (open_.back().first != name_)
    throw error("</" + name_ + "> stands where <" + open_.back().first + "> of line " +
                std::to_string(open_.back().second) + " should be closed");
  open_.pop_back();
  return Part::close;
}

void XmlReader::read_attributes() {
  attributes_.clear();
  for (cursor_.skip_blanks(); in_name(cursor_.peek()) && !cursor_.at_end(); cursor_.skip_blanks()) {
    const std::string name = take_name("an attribute");
    cursor_.skip_blanks();
    if (cursor_.peek() != '=') throw cursor_.error("the attribute '" + name + "' has no value");
    cursor_.take();
    cursor_.skip_blanks();
    const char quote = cursor_.peek();
    if (quote != '"' && quote != '\'')
      throw cursor_.error("the value of the attribute '" + name + "' is not in quotes");
    cursor_.take();
    const std::string_view value = cursor_.take_until({&quote, 1}, "the value of '" + name + "'");
    attributes_.emplace_back(without_namespace(name), decoded_lenient(value));
  }
}

}  // namespace heed

#include "analysis/export/text.hpp"

#include <cstdint>

namespace heed::analysis {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// How many bytes the character at the front takes; 0 where it is not UTF-8.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  // Longer than needed, half of a surrogate pair, or beyond the last character.
  if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ||
      (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F))
    return 0;
  return length;
}

/// Calls take(character) for each, one that is not UTF-8 replaced.
template <class Take> void for_each_character(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    take(length == 0 ? replacement : text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string out;
  for_each_character(text, [&](std::string_view character) { out += character; });
  return out;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for_each_character(text, [&](std::string_view c) {
    const char first = c[0];
    if (first == '&')
      out += "&amp;";
    else if (first == '<')
      out += "&lt;";
    else if (first == '>')
      out += "&gt;";
    else if (first == '"')
      out += "&quot;";
    else if (first == '\t')
      out += "&#9;";
    else if (first == '\n')
      out += "&#10;";
    else if (first == '\r')
      out += "&#13;";
    else if ((first >= 0 && first < ' ') || c == "\xEF\xBF\xBE" || c == "\xEF\xBF\xBF")
      out += replacement;
    else
      out += c;
  });
  return out;
}

}  // namespace heed::analysis

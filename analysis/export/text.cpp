#include "analysis/export/text.hpp"

#include "heed/core/utf8.hpp"

namespace heed::analysis {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

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

#include "heed/core/terminal_text.hpp"

#include <iostream>

namespace heed {

std::string for_terminal(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
    const bool upper = c == 0xC2 && next >= 0x80 && next < 0xA0;  // U+0080 to U+009F, in UTF-8
    const bool control = upper || (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
    out += control ? '?' : text[i];
    i += upper;
  }
  return out;
}

void print_text(std::string_view text) { std::cout << for_terminal(text); }

}  // namespace heed

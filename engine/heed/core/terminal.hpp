#pragma once
#include <cstdlib>
#include <string_view>

namespace heed {

/// Does TERM name a terminal that knows more than lines of plain text: bold, and lines drawn anew?
inline bool terminal_knows_more() {
  const char* term = std::getenv("TERM");
  return term && *term != '\0' && std::string_view(term) != "dumb";
}

}  // namespace heed

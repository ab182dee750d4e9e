// Texts of files as they are told to people.
#include "heed/core/terminal_text.hpp"

#include "catch.hpp"

namespace heed {

TEST_CASE("control characters are told as question marks, but for line breaks and tabs") {
  CHECK(for_terminal("\x1b]0;owned\x07hello") == "?]0;owned?hello");
  CHECK(for_terminal("a\tb\nc\rd\x7F") == "a\tb\nc?d?");
  CHECK(for_terminal("\xC2\x9B"
                     "2J") == "?2J");
  CHECK(for_terminal("Zo\xC3\xAB \xC2\xA0 \xE2\x82\xAC") == "Zo\xC3\xAB \xC2\xA0 \xE2\x82\xAC");
  CHECK(for_terminal("").empty());
}

}  // namespace heed

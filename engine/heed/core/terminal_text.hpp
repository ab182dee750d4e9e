#pragma once
#include <string>
#include <string_view>

namespace heed {

/// A text of a file as it is told to people: '?' for every control character but line break and tab, so that
/// no text moves the cursor, sets the title of a window or hides what stands before it. O(length).
std::string for_terminal(std::string_view text);

/// Writes a text to stdout as it is told to people. All that is no JSON, CSV or script goes through it.
void print_text(std::string_view text);

}  // namespace heed

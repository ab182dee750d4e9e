#pragma once
#include <string>
#include <string_view>

namespace heed {

/// A text of a file as it is told to people: '?' for every control character but line break and tab, so that
/// no text moves the cursor, sets the title of a window or hides what stands before it. O(length).
std::string for_terminal(std::string_view text);

}  // namespace heed

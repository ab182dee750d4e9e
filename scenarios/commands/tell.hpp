#pragma once
#include <string>
#include <string_view>

namespace heed::scenarios {

/// A remark to people, on stderr: tell("note", "…"). On a terminal no line is wider than that.
void tell(std::string_view what, const std::string& text);

/// A note where the name of an output, which is HDF5, ends as if it were something else.
void tell_of_ending(const std::string& output);

}  // namespace heed::scenarios

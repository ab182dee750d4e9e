#pragma once
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace heed {

/// How many characters a line has of the terminal that a stream goes to: as COLUMNS says, else as the
/// terminal does. 0 where there is none: programs get whole lines.
std::size_t line_width(std::FILE* stream);

/// A line of UTF-8 broken at blanks, so that none has more than `width` characters; the further lines start
/// behind `indent` blanks, and the first is not broken before there. A word that is longer stays whole. Width
/// 0 leaves the line as it is.
std::string folded(std::string_view line, std::size_t indent, std::size_t width);

}  // namespace heed

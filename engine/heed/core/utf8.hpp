#pragma once
#include <cstddef>
#include <string_view>

namespace heed {

/// How many bytes the character at the front of a text takes (RFC 3629); 0 where it is not UTF-8.
std::size_t character_length(std::string_view text);

/// Does a character of UTF-8 begin with this byte?
constexpr bool begins_character(char byte) { return (byte & '\xC0') != '\x80'; }

/// How many characters a text in UTF-8 has. O(length).
std::size_t characters_in(std::string_view text);

/// The first characters of a text in UTF-8, at most so many. O(length).
std::string_view first_characters(std::string_view text, std::size_t most);

/// The place of the first byte that is no part of UTF-8; npos where there is none. O(length), eight bytes at
/// a time in ASCII.
std::size_t find_not_utf8(std::string_view text);

}  // namespace heed

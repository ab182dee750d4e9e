#pragma once
#include <string>
#include <string_view>

namespace heed::analysis {

/// The text with U+FFFD for every byte that is no part of UTF-8 (RFC 3629). O(length).
std::string valid_utf8(std::string_view text);

/// A text as it stands in XML 1.0, between tags or in an attribute in double quotes: & < > " are escaped, so
/// that no `]]>` is left; line breaks and tabs are references, which attributes keep; characters that XML
/// cannot hold, and bytes that are not UTF-8, are U+FFFD. O(length).
std::string xml_text(std::string_view text);

}  // namespace heed::analysis

#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// What stands between the fields of a line. Blanks are any run of spaces and tabs.
enum class Separator { blanks, comma, semicolon, tab };

/// The separator of a line: a semicolon, a tab or a comma where the line has one outside quotes, in that
/// order of preference, else blanks.
Separator separator_of(std::string_view line);

/// Cuts a line into fields, without the blanks around them. A field may stand in double quotes, with a
/// doubled one for a quote inside it. A line without a tab is cut at blanks when the separator is the tab.
/// Returns false, and the fields so far, when a quote is not closed or is followed by more text; stops one
/// field after limit::fields. O(length).
bool split(std::string_view line, Separator separator, std::vector<std::string>& fields);

/// The text without spaces and tabs at its ends.
std::string_view trimmed(std::string_view text);

/// Takes the next word between blanks from the front of `rest`; empty at the end.
std::string_view next_word(std::string_view& rest);

/// The whole text as a whole number of 64 bits; nothing where it is not one.
std::optional<std::int64_t> to_integer(std::string_view text);

/// The whole text as a number, "nan" and "inf" included; "NA" is NaN, as R writes it. Nothing where it is not
/// one or is beyond the range of a double.
std::optional<double> to_number(std::string_view text);

/// A line of a table, cut into its fields.
struct TextRow {
  std::size_t line = 0;  ///< in the file, from 1
  std::vector<std::string> fields;
};

/// The rows of a CSV or whitespace table, gzip-compressed or not; the separator is that of the first row.
/// Empty lines and lines that begin with '#' are left out. Throws Error (data) when the file cannot be read,
/// a quote is not closed on its line, or there are more fields than limits.hpp allows. O(bytes).
std::vector<TextRow> read_rows(const std::string& path);

}  // namespace heed

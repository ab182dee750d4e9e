#include "heed/core/text_fields.hpp"

#include "heed/core/limits.hpp"
#include "heed/core/text_file.hpp"

#include <charconv>
#include <limits>
#include <system_error>

namespace heed {
namespace {

constexpr std::string_view blanks = " \t";

/// The character between fields; 0 for runs of blanks.
char mark_of(Separator separator) {
  switch (separator) {
    case Separator::comma: return ',';
    case Separator::semicolon: return ';';
    case Separator::tab: return '\t';
    default: return 0;
  }
}

bool is_blank(char c, char mark) { return (c == ' ' || c == '\t') && c != mark; }
bool ends_field(char c, char mark) { return mark ? c == mark : is_blank(c, mark); }

std::size_t skip_blanks(std::string_view line, std::size_t at, char mark) {
  while (at < line.size() && is_blank(line[at], mark)) ++at;
  return at;
}

/// Reads what stands in quotes from the quote at `at`; returns the place after it, or npos when it is open.
std::size_t quoted(std::string_view line, std::size_t at, std::string& field) {
  for (++at; at < line.size(); ++at) {
    if (line[at] != '"') {
      field += line[at];
    } else if (at + 1 < line.size() && line[at + 1] == '"') {
      field += line[at++];
    } else {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Separator separator_of(std::string_view line) {
  bool inside = false, tab = false, comma = false;
  for (const char c : line) {
    if (c == '"') inside = !inside;
    if (inside) continue;
    if (c == ';') return Separator::semicolon;
    tab = tab || c == '\t';
    comma = comma || c == ',';
  }
  if (tab) return Separator::tab;
  return comma ? Separator::comma : Separator::blanks;
}

bool split(std::string_view line, Separator separator, std::vector<std::string>& fields) {
  fields.clear();
  char mark = mark_of(separator);
  if (mark == '\t' && line.find('\t') == line.npos) mark = 0;
  std::size_t at = skip_blanks(line, 0, mark);
  if (at == line.size()) return true;
  while (fields.size() <= limit::fields) {
    std::string& field = fields.emplace_back();
    if (at < line.size() && line[at] == '"') {
      const std::size_t after = quoted(line, at, field);
      if (after == line.npos) return false;
      at = skip_blanks(line, after, mark);
      if (at < line.size() && !ends_field(line[mark ? at : at - 1], mark)) return false;
    } else {
      const std::size_t begin = at;
      while (at < line.size() && !ends_field(line[at], mark)) ++at;
      field = trimmed(line.substr(begin, at - begin));
      at = skip_blanks(line, at, mark);
    }
    if (at == line.size()) return true;
    if (mark) at = skip_blanks(line, at + 1, mark);
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view next_word(std::string_view& rest) {
  std::size_t at = skip_blanks(rest, 0, 0);
  const std::size_t begin = at;
  while (at < rest.size() && !is_blank(rest[at], 0)) ++at;
  const std::string_view word = rest.substr(begin, at - begin);
  rest.remove_prefix(at);
  return word;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> to_number(std::string_view text) {
  if (text == "NA") return std::numeric_limits<double>::quiet_NaN();
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<TextRow> read_rows(const std::string& path) {
  std::vector<TextRow> out;
  Separator separator = Separator::blanks;
  const std::size_t most = believed_values(path);
  std::size_t values = 0;
  for (TextFile file(path); file.next();) {
    const std::string_view line = file.text();
    const std::size_t first = line.find_first_not_of(blanks);
    if (first == line.npos || line[first] == '#') continue;
    if (out.empty()) separator = separator_of(line);
    TextRow& row = out.emplace_back();
    row.line = file.line();
    if (!split(line, separator, row.fields))
      throw file.error("a quote is not closed on this line, or text follows it");
    if (row.fields.size() > limit::fields)
      throw file.error("there are more than " + std::to_string(limit::fields) +
                       " fields on this line; is this the file that was meant?");
    if ((values += row.fields.size()) > most)
      throw file.error(
          "there are far more fields than a table of this size has; is it the file that was meant?");
  }
  return out;
}

}  // namespace heed

#include "heed/core/error.hpp"

#include "heed/core/text_file.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace heed {
namespace {

constexpr std::size_t most_told = 20;     // problems of one error
constexpr std::size_t most_shown = 160;   // characters of a line
constexpr std::size_t longest_word = 64;  // that is looked for among others

std::string all_texts(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  std::string out;
  for (std::size_t k = 0; k < std::min(problems.size(), most_told); ++k)
    out += (k == 0 ? "" : "\n") + problems[k].text();
  if (problems.size() > most_told) out += "\nand " + std::to_string(problems.size() - most_told) + " more";
  return out;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < ' '; }

/// Line `number` of a file, tabs as single spaces so that a caret below it lines up; empty when it cannot be
/// read, or up to there is no text.
std::string line_of(const std::string& file, std::size_t number) {
  std::ifstream in(file);
  std::string line;
  for (std::size_t i = 0; i < number; ++i) {
    if (!std::getline(in, line)) return "";
    if (line.ends_with('\r')) line.pop_back();
    std::replace(line.begin(), line.end(), '\t', ' ');
    if (std::any_of(line.begin(), line.end(), is_control)) return "";
  }
  return line;
}

/// Leaves of a line in UTF-8 what is around a column, and of that column the place in what is left.
void shorten(std::string& line, std::size_t& column) {
  std::vector<std::size_t> begins;  // of each character
  for (std::size_t i = 0; i < line.size(); ++i)
    if (begins_character(line[i])) begins.push_back(i);
  if (begins.size() <= most_shown) return;
  const std::size_t first = std::min(column - std::min(column, most_shown / 2), begins.size() - most_shown);
  const std::size_t last = first + most_shown;
  const bool more = last < begins.size();
  line = (first > 0 ? "…" : "") +
         line.substr(begins[first], (more ? begins[last] : line.size()) - begins[first]) + (more ? "…" : "");
  column -= std::min(column, first) - (first > 0 ? 1 : 0);
}

/// Takes ":12" from the end of a text; 0 where it does not end so.
std::size_t take_number(std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return 0;
  std::size_t out = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, out);
  if (error != std::errc() || stop != end) return 0;
  text.resize(colon);
  return out;
}

}  // namespace

int Error::exit_code() const {
  return kind_ == ErrorKind::usage || kind_ == ErrorKind::file || kind_ == ErrorKind::data ? 2 : 1;
}

std::string Problem::text() const {
  std::string out = file;
  if (line > 0) out += ":" + std::to_string(line) + ":" + std::to_string(column);
  out += ": error: " + message + (hint.empty() ? "" : "; " + hint);
  std::string source = line > 0 ? line_of(file, line) : "";
  if (source.empty()) return out;
  std::size_t caret = column;
  shorten(source, caret);
  const std::string number = std::to_string(line);
  out += "\n " + number + " | " + source + "\n" + std::string(number.size() + 2, ' ') + "| ";
  out += std::string(std::clamp<std::size_t>(caret, 1, most_shown + 2) - 1, ' ') + '^' +
         std::string(std::clamp<std::size_t>(width, 1, most_shown) - 1, '~');
  return out;
}

Problem problem_said(const std::string& where, std::string message, std::string hint) {
  std::string file = where;
  const std::size_t column = where.starts_with("--set ") ? 0 : take_number(file);
  const std::size_t line = column > 0 ? take_number(file) : 0;
  if (line == 0) return {where, 0, 0, 1, std::move(message), std::move(hint)};
  return {std::move(file), line, column, 1, std::move(message), std::move(hint)};
}

FileErrors::FileErrors(std::vector<Problem> problems)
    : Error(ErrorKind::file, all_texts(problems)), problems_(std::move(problems)) {}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  if (word.size() > longest_word) return best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& k : known) {
    const std::size_t longer = std::max(k.size(), word.size()), shorter = std::min(k.size(), word.size());
    if (longer > longest_word || longer - shorter >= least) continue;  // each letter more is an edit
    if (const std::size_t e = edit_distance(word, k); e < least) {
      least = e;
      best = k;
    }
  }
  return best;
}

std::string briefly(const Error& error) {
  if (const auto* in_file = dynamic_cast<const FileErrors*>(&error);
      in_file && !in_file->problems().empty()) {
    const Problem& first = in_file->problems().front();
    return first.hint.empty() ? first.message : first.message + "; " + first.hint;
  }
  return first_line(error.what());
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += separator;
    out += words[i];
  }
  return out;
}

std::string join_first(std::size_t most, std::vector<std::string> words) {
  if (words.size() <= most) return join(words);
  const std::size_t more = words.size() - most;
  words.resize(most);
  words.push_back(fmt::format("and {} more", more));
  return join(words);
}

}  // namespace heed

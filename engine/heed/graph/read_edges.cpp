#include "heed/core/text_fields.hpp"
#include "heed/core/text_file.hpp"
#include "heed/graph/read_formats.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

namespace heed {
namespace {

bool is_comment(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t");
  return at == line.npos || line[at] == '#' || line[at] == '%' || line.compare(at, 2, "//") == 0;
}

/// The place after a run of blanks with at most one comma or semicolon in it; null where `at` is at neither.
const char* after_separator(const char* at, const char* end) {
  const char* begin = at;
  for (bool marked = false; at < end; ++at) {
    if (*at == ' ' || *at == '\t') continue;
    if (marked || (*at != ',' && *at != ';')) break;
    marked = true;
  }
  return at > begin ? at : nullptr;
}

/// Reads "a b" at the start of a line without cutting it up; `rest` is what follows.
bool integer_pair(std::string_view line, Listing::Pair& pair, std::string_view& rest) {
  const char* end = line.data() + line.size();
  const char* at = line.data();
  while (at < end && (*at == ' ' || *at == '\t')) ++at;
  const auto first = std::from_chars(at, end, pair.hearer);
  if (first.ec != std::errc{}) return false;
  at = after_separator(first.ptr, end);
  if (!at) return false;
  const auto second = std::from_chars(at, end, pair.heard);
  if (second.ec != std::errc{}) return false;
  at = second.ptr == end ? end : after_separator(second.ptr, end);
  if (!at) return false;
  rest = {at, static_cast<std::size_t>(end - at)};
  return true;
}

/// Reads the ties of an edge list one after the other.
class EdgeLines {
 public:
  EdgeLines(const std::string& path, const ReadOptions& options, Listing& out)
      : file_(path), options_(options), out_(out) {}

  /// Goes to the next line that is no comment.
  bool next() {
    while (file_.next())
      if (!is_comment(file_.text())) return ++lines_, true;
    return false;
  }

  std::size_t lines() const { return lines_; }
  bool pair(Listing::Pair& pair, std::string_view& rest) const {
    return integer_pair(file_.text(), pair, rest);
  }

  /// The present line as fields, two or more.
  const std::vector<std::string>& fields() {
    if (lines_ == 1) separator_ = separator_of(file_.text());
    if (!split(file_.text(), separator_, fields_))
      throw file_.error("a quote is not closed on this line, or text follows it");
    if (fields_.size() < 2) throw file_.error("one field, where a tie needs two: 'a b' or 'a b weight'");
    return fields_;
  }

  void add(Listing::Pair pair, std::string_view weight) {
    if (pair.hearer < 0 || pair.heard < 0)
      throw file_.error("the id " + std::to_string(std::min(pair.hearer, pair.heard)) +
                        " is below 0; ids are whole numbers of at least 0, or texts");
    out_.pairs.push_back(pair);
    if (!options_.weights) return;
    const bool weighted = !out_.weights.empty();
    if (out_.pairs.size() > 1 && weighted == weight.empty())
      throw file_.error(weighted ? "there is no weight, but the lines before have one"
                                 : "there is a weight, but the lines before have none");
    if (!weight.empty()) out_.weights.push_back(read_weight(weight, file_.path(), file_.line()));
  }

 private:
  TextFile file_;
  const ReadOptions& options_;
  Listing& out_;
  std::size_t lines_ = 0;
  Separator separator_ = Separator::blanks;
  std::vector<std::string> fields_;
};

/// The first field of what follows the ids.
std::string_view first_field(std::string_view rest) {
  return rest.substr(0, std::min(rest.find_first_of(" \t,;"), rest.size()));
}

std::string_view third(const std::vector<std::string>& fields) {
  return fields.size() > 2 ? std::string_view(fields[2]) : std::string_view();
}

/// Reads ids that are whole numbers; false at an id that is not, unless it is in the first line, a header.
bool read_integers(EdgeLines& lines, Listing& out) {
  while (lines.next()) {
    Listing::Pair pair{};
    std::string_view rest;
    if (lines.pair(pair, rest) && rest.find('"') == rest.npos) {
      if (lines.lines() == 1) lines.fields();
      lines.add(pair, first_field(rest));
      continue;
    }
    const auto& fields = lines.fields();
    const auto a = to_integer(fields[0]), b = to_integer(fields[1]);
    if (a && b)
      lines.add({*a, *b}, third(fields));
    else if (lines.lines() > 1)
      return false;
  }
  return !out.pairs.empty();
}

bool is_header(const std::vector<std::string>& fields) {
  static constexpr std::array words = {"source", "target", "from",       "to",       "src",    "dst",
                                       "node1",  "node2",  "node_1",     "node_2",   "id1",    "id2",
                                       "id_1",   "id_2",   "fromnodeid", "tonodeid", "hearer", "heard"};
  const auto names_column = [](std::string word) {
    for (char& c : word)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (names_column(fields[0]) && names_column(fields[1])) return true;
  return fields.size() > 2 && !to_number(fields[2]);
}

/// Reads ids as texts, numbered in order of first appearance.
void read_texts(EdgeLines& lines, Listing& out) {
  std::unordered_map<std::string, std::int64_t> places;
  const auto place = [&](const std::string& text) {
    const auto [found, added] = places.try_emplace(text, static_cast<std::int64_t>(places.size()));
    if (added) out.texts.push_back(text);
    return found->second;
  };
  while (lines.next()) {
    const auto& fields = lines.fields();
    if (lines.lines() == 1 && is_header(fields)) continue;
    const std::int64_t a = place(fields[0]), b = place(fields[1]);
    lines.add({a, b}, third(fields));
  }
}

}  // namespace

Listing read_edges(const std::string& path, const ReadOptions& options) {
  Listing out;
  out.file = path;
  if (EdgeLines lines(path, options, out); read_integers(lines, out)) return out;
  out = {};
  out.file = path;
  EdgeLines lines(path, options, out);
  read_texts(lines, out);
  if (out.pairs.empty()) throw error_at(path, 0, "there are no ties in it");
  return out;
}

}  // namespace heed

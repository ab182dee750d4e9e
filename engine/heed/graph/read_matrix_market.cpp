#include "heed/core/text_fields.hpp"
#include "heed/core/text_file.hpp"
#include "heed/graph/read_formats.hpp"

#include <array>
#include <numeric>

namespace heed {
namespace {

class MatrixReader {
 public:
  MatrixReader(const std::string& path, const ReadOptions& options) : file_(path), options_(options) {
    out_.file = path;
  }

  Listing read() {
    banner();
    size();
    std::int64_t found = 0;
    for (; next_line(); ++found) {
      if (found == entries_)
        throw file_.error("more entries than the " + std::to_string(entries_) + " of the size line");
      entry();
    }
    if (found < entries_)
      throw file_.error("the size line says " + std::to_string(entries_) + " entries, but there " +
                        (found == 1 ? "is " : "are ") + std::to_string(found));
    check_size();
    out_.agents.resize(static_cast<std::size_t>(agents_));
    std::iota(out_.agents.begin(), out_.agents.end(), std::int64_t{1});
    return std::move(out_);
  }

 private:
  bool next_line() {
    while (file_.next())
      if (!file_.text().starts_with('%') && !trimmed(file_.text()).empty()) return true;
    return false;
  }

  /// The next word of the banner, which must be one of those given.
  template <std::size_t N>
  std::string word(std::string_view& rest, std::string_view what, const std::array<std::string, N>& known) {
    std::string found(next_word(rest));
    for (char& c : found)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    for (const std::string& k : known)
      if (found == k) return found;
    throw file_.error("the " + std::string(what) + " is '" + found + "', but heed reads " +
                      join({known.begin(), known.end()}, " or "));
  }

  void banner() {
    if (!file_.next() || !file_.text().starts_with("%%MatrixMarket"))
      throw file_.error("the first line should begin with '%%MatrixMarket matrix coordinate'");
    std::string_view rest = file_.text().substr(14);
    word(rest, "object", std::array<std::string, 1>{"matrix"});
    word(rest, "layout", std::array<std::string, 1>{"coordinate"});
    pattern_ = word(rest, "field", std::array<std::string, 3>{"real", "integer", "pattern"}) == "pattern";
    symmetric_ = word(rest, "symmetry", std::array<std::string, 2>{"general", "symmetric"}) == "symmetric";
    if (symmetric_) out_.direction = Listing::Direction::mutual;
  }

  /// "rows columns entries".
  void size() {
    if (!next_line()) throw file_.error("the line 'rows columns entries' is missing");
    std::string_view rest = file_.text();
    const auto rows = to_integer(next_word(rest)), columns = to_integer(next_word(rest)),
               entries = to_integer(next_word(rest));
    if (!rows || !columns || !entries || *rows < 0 || *columns < 0 || *entries < 0)
      throw file_.error("the size line should be 'rows columns entries', three whole numbers of at least 0");
    if (*rows != *columns)
      throw file_.error("the matrix has " + std::to_string(*rows) + " rows and " + std::to_string(*columns) +
                        " columns; a network is a square matrix");
    check_agents(*rows, file_.path(), file_.line());
    agents_ = *rows;
    entries_ = *entries;
    size_line_ = file_.line();
  }

  std::int64_t agent(std::string_view word) {
    const auto id = to_integer(word);
    if (!id || *id < 1 || *id > agents_)
      throw file_.error("the agent '" + std::string(word) + "' is not a whole number from 1 to " +
                        std::to_string(agents_));
    return *id;
  }

  void entry() {
    std::string_view rest = file_.text();
    const std::int64_t row = agent(next_word(rest)), column = agent(next_word(rest));
    const std::string_view text = next_word(rest);
    if (!pattern_ && text.empty()) throw file_.error("the entry has no value");
    const bool weighted = !pattern_ && options_.weights;
    const double weight = weighted ? read_weight(text, file_.path(), file_.line()) : 1.0;
    for (int side = 0; side < (symmetric_ && row != column ? 2 : 1); ++side) {
      out_.pairs.push_back(side == 0 ? Listing::Pair{row, column} : Listing::Pair{column, row});
      if (weighted) out_.weights.push_back(weight);
    }
  }

  /// A size far beyond the entries is a damaged header, not a network: refused before memory is taken for it.
  void check_size() const {
    const std::int64_t credible = 100 * entries_ + 10000000;
    if (agents_ > credible)
      throw error_at(file_.path(), size_line_,
                     counted(agents_, "agent") + " with " + std::to_string(entries_) +
                         " entries; with so few at most " + std::to_string(credible) + " are believed");
  }

  TextFile file_;
  const ReadOptions& options_;
  Listing out_;
  std::int64_t agents_ = 0, entries_ = 0;
  std::size_t size_line_ = 0;
  bool pattern_ = false, symmetric_ = false;
};

}  // namespace

Listing read_matrix_market(const std::string& path, const ReadOptions& options) {
  return MatrixReader(path, options).read();
}

}  // namespace heed

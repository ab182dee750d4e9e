#pragma once
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// A number or a text. NaN is a missing number.
using Cell = std::variant<double, std::string>;

/// A column of a text table.
struct Column {
  std::string name;
  int group = 0;      ///< 0 stays; the columns of the highest group go first when there is no room
  bool left = false;  ///< texts begin at the left, numbers end at the right
};

/// Rows of cells that are already text.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// A table as text, and the columns there was no room for.
struct TextTable {
  std::string text;
  std::vector<std::string> left_out;
};

/// The widest text table, in characters.
inline constexpr std::size_t widest_table = 100;
/// The width of one of which nothing is cut.
inline constexpr std::size_t whole_lines = std::numeric_limits<std::size_t>::max();

/// Aligned columns, two spaces apart, under their names, with a line between; no line is longer than `width`
/// characters. Groups of columns that do not fit are left out, the highest first; what is still too long is
/// cut.
TextTable text_table(const Table& table, std::size_t width = widest_table);

/// A number for people, with so many significant digits; whole numbers below a million keep all of theirs,
/// and NaN is "-".
std::string short_number(double value, int digits = 3);

/// A cell for people.
std::string short_text(const Cell& cell);

/// One line of CSV with its end: "." decimals, the shortest text that reads back as the same number, empty
/// for a missing one; texts with a comma, a quote or a line break stand in double quotes (RFC 4180),
/// and are as they are: a label "=1+1" is data, whatever a spreadsheet may take it for.
std::string csv_line(const std::vector<Cell>& cells);

/// Writes CSV to stdout: as it is to a file or a program, and to a terminal as texts are told to people, so
/// that no label moves its cursor.
void print_csv(std::string_view csv);

/// A cell as JSON: a missing or infinite number is null, a whole number has no decimals.
nlohmann::ordered_json to_json(const Cell& cell);

}  // namespace heed::analysis

#include "analysis/table.hpp"

#include "heed/core/fields.hpp"
#include "heed/core/terminal_text.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <map>

#include <fmt/format.h>
#include <unistd.h>

namespace heed::analysis {
namespace {

constexpr std::size_t gap = 2;

std::vector<std::size_t> column_widths(const Table& table) {
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) widths.push_back(characters_in(column.name));
  for (const auto& row : table.rows)
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = std::max(widths[c], characters_in(row[c]));
  return widths;
}

/// A group of columns, with its first: they are shown or left out together.
struct ColumnGroup {
  std::size_t width = 0;
  std::string name;
};

std::map<int, ColumnGroup> groups_of(const Table& table, const std::vector<std::size_t>& widths) {
  std::map<int, ColumnGroup> out;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    const auto [group, is_first] = out.try_emplace(table.columns[c].group);
    if (is_first) group->second.name = table.columns[c].name;
    group->second.width += gap + widths[c];
  }
  return out;
}

std::string padded(const std::string& text, std::size_t width, bool left) {
  const std::string blanks(width - std::min(width, characters_in(text)), ' ');
  return left ? text + blanks : blanks + text;
}

/// A line without blanks at its end, and, where it is longer than `width`, with "~" in place of the rest.
std::string cut(std::string line, std::size_t width) {
  line.erase(line.find_last_not_of(' ') + 1);
  if (characters_in(line) <= width) return line;
  return std::string(first_characters(line, width - 1)) + '~';
}

}  // namespace

TextTable text_table(const Table& table, std::size_t width) {
  const std::vector<std::size_t> widths = column_widths(table);
  TextTable out;
  int last = 0;
  std::size_t total = 0;  // with a gap too much
  for (const auto& [number, group] : groups_of(table, widths))
    if (out.left_out.empty() && (number == 0 || total + group.width <= width + gap)) {
      last = number;
      total += group.width;
    } else {
      out.left_out.push_back(group.name);
    }
  std::vector<std::size_t> shown;
  for (std::size_t c = 0; c < widths.size(); ++c)
    if (table.columns[c].group <= last) shown.push_back(c);
  const auto add_line = [&](const auto& text_of) {
    std::string line;
    for (const std::size_t c : shown)
      line += (c == shown.front() ? "" : std::string(gap, ' ')) +
              padded(text_of(c), widths[c], table.columns[c].left);
    out.text += cut(std::move(line), width) + "\n";
  };
  add_line([&](std::size_t c) { return table.columns[c].name; });
  out.text += std::string(std::min(width, total - std::min(total, gap)), '-') + "\n";
  for (const auto& row : table.rows) add_line([&](std::size_t c) { return row[c]; });
  return out;
}

std::string short_number(double value, int digits) {
  if (std::isnan(value)) return "-";
  if (value == 0) return "0";
  if (std::abs(value) < 1e6 && std::abs(value) >= std::pow(10, digits)) return fmt::format("{:.0f}", value);
  return fmt::format("{:.{}g}", value, digits);
}

std::string short_text(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return short_number(std::get<double>(cell), 6);
}

std::string csv_line(const std::vector<Cell>& cells) {
  std::string out;
  for (const Cell& cell : cells) {
    if (&cell != &cells.front()) out += ',';
    if (const auto* number = std::get_if<double>(&cell)) {
      if (!std::isnan(*number)) out += to_text(*number);
      continue;
    }
    const auto& text = std::get<std::string>(cell);
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
      out += text;
      continue;
    }
    out += '"';
    for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
    out += '"';
  }
  return out + "\n";
}

void print_csv(std::string_view csv) {
  if (isatty(STDOUT_FILENO) != 0)
    print_text(csv);
  else
    std::cout << csv;
}

nlohmann::ordered_json to_json(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  const double number = std::get<double>(cell);
  if (!std::isfinite(number)) return nullptr;
  if (number == std::floor(number) && std::abs(number) < 0x1p53) return static_cast<std::int64_t>(number);
  return number;
}

}  // namespace heed::analysis

#include "heed/io/table.hpp"

#include "heed/core/error.hpp"
#include "heed/core/text_file.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace heed {

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
  const std::string near = nearest(name, header);
  throw error_at(file, 0,
                 "there is no column '" + std::string(name) + "'; " +
                     (near.empty() ? "columns here: " + join(header) : "did you mean '" + near + "'?"));
}

std::vector<std::string> Table::texts(std::string_view name) const {
  const std::size_t c = column(name);
  std::vector<std::string> out;
  out.reserve(rows.size());
  for (const TextRow& row : rows) out.push_back(row.fields[c]);
  return out;
}

std::vector<double> Table::numbers(std::string_view name) const {
  const std::size_t c = column(name);
  std::vector<double> out;
  out.reserve(rows.size());
  for (const auto& [line, fields] : rows) {
    const std::string& text = fields[c];
    const auto value = text.empty() ? std::numeric_limits<double>::quiet_NaN() : to_number(text);
    if (!value)
      throw error_at(file, line, "'" + text + "' in column '" + std::string(name) + "' is not a number");
    out.push_back(*value);
  }
  return out;
}

Table read_table(const std::string& path) {
  Table out{path, {}, read_rows(path)};
  if (out.rows.empty()) throw error_at(path, 0, "there are no rows in it");
  const std::size_t first = out.rows[0].line;
  out.header = std::move(out.rows[0].fields);
  out.rows.erase(out.rows.begin());
  std::unordered_set<std::string_view> taken;
  for (const std::string& name : out.header)
    if (!taken.insert(name).second) throw error_at(path, first, "there is a second column '" + name + "'");
  for (const auto& [line, fields] : out.rows)
    if (fields.size() != out.header.size())
      throw error_at(path, line,
                     counted(static_cast<std::int64_t>(fields.size()), "field") + ", but the header has " +
                         std::to_string(out.header.size()));
  return out;
}

}  // namespace heed

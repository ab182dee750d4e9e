#include "heed/io/table.hpp"

#include "heed/core/error.hpp"
#include "heed/core/text_file.hpp"

#include <limits>

namespace heed {

std::size_t Table::column(const std::string& name) const {
  if (const auto found = places.find(name); found != places.end()) return found->second;
  const std::string near = nearest(name, header);
  throw error_at(file, 0,
                 "there is no column '" + name + "'; " +
                     (near.empty() ? "columns here: " + join(header) : "did you mean '" + near + "'?"));
}

std::vector<std::string> Table::texts(const std::string& name) const {
  const std::size_t c = column(name);
  std::vector<std::string> out;
  out.reserve(rows.size());
  for (const TextRow& row : rows) out.push_back(row.fields[c]);
  return out;
}

std::vector<double> Table::numbers(const std::string& name) const {
  const std::size_t c = column(name);
  std::vector<double> out;
  out.reserve(rows.size());
  for (const auto& [line, fields] : rows) {
    const std::string& text = fields[c];
    const auto value = text.empty() ? std::numeric_limits<double>::quiet_NaN() : to_number(text);
    if (!value) throw error_at(file, line, "'" + text + "' in column '" + name + "' is not a number");
    out.push_back(*value);
  }
  return out;
}

Table read_table(const std::string& path) {
  Table out{path, {}, read_rows(path), {}};
  if (out.rows.empty()) throw error_at(path, 0, "there are no rows in it");
  const std::size_t first = out.rows[0].line;
  out.header = std::move(out.rows[0].fields);
  out.rows.erase(out.rows.begin());
  for (const std::string& name : out.header)
    if (!out.places.try_emplace(name, out.places.size()).second)
      throw error_at(path, first, "there is a second column '" + name + "'");
  for (const auto& [line, fields] : out.rows)
    if (fields.size() != out.header.size())
      throw error_at(path, line,
                     counted(static_cast<std::int64_t>(fields.size()), "field") + ", but the header has " +
                         std::to_string(out.header.size()));
  return out;
}

}  // namespace heed

#include "heed/core/text_file.hpp"
#include "heed/graph/agent_names.hpp"
#include "heed/graph/listing.hpp"
#include "heed/graph/read.hpp"

#include <string_view>
#include <unordered_set>

namespace heed {
namespace {

std::vector<std::string> column_names(const TextRow& first, bool is_header) {
  if (is_header) return {first.fields.begin() + 1, first.fields.end()};
  if (first.fields.size() == 2) return {"community"};
  std::vector<std::string> out;
  for (std::size_t c = 2; c <= first.fields.size(); ++c) out.push_back("column_" + std::to_string(c));
  return out;
}

void check_names(const Network& network, const std::vector<std::string>& names, const std::string& path,
                 std::size_t line) {
  std::unordered_set<std::string_view> taken;
  for (const Column& column : network.columns) taken.insert(column.name);
  for (const std::string& name : names)
    if (!taken.insert(name).second)
      throw error_at(path, line, "there is a column '" + name + "' already; give it another name");
}

/// Every column takes room for every agent, also for those without a row. A few are believed of any file.
void check_size(std::size_t columns, Agent agents, const std::string& path, std::size_t line) {
  constexpr std::size_t few = 16;
  if (columns > few && columns * static_cast<std::size_t>(agents) > believed_values(path))
    throw error_at(path, line,
                   counted(static_cast<std::int64_t>(columns), "column") + " of " + counted(agents, "agent") +
                       " are far more than a file of this size tells; is it the file that was meant?");
}

/// One column of those rows, taken out of them; empty for agents without one.
std::vector<std::string> taken_from(const std::vector<TextRow*>& row_of, std::size_t column) {
  std::vector<std::string> out(row_of.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (row_of[i]) out[i] = std::move(row_of[i]->fields[column]);
  return out;
}

}  // namespace

void read_columns(Network& network, const std::string& path) {
  std::vector<TextRow> rows = read_rows(path);
  if (rows.empty()) throw error_at(path, 0, "there are no rows in it");
  const std::size_t width = rows[0].fields.size();
  if (width < 2) throw error_at(path, rows[0].line, "one column, where an agent and a value are needed");
  const AgentNames agents(network);
  const bool header = agents.in_header(rows[0].fields[0]);
  const std::vector<std::string> names = column_names(rows[0], header);
  check_names(network, names, path, rows[0].line);
  check_size(names.size(), network.agents(), path, rows[0].line);
  std::vector<TextRow*> row_of(static_cast<std::size_t>(network.agents()));
  std::int64_t unknown = 0;
  for (std::size_t r = header ? 1 : 0; r < rows.size(); ++r) {
    const auto& [line, fields] = rows[r];
    if (fields.size() != width)
      throw error_at(path, line,
                     counted(static_cast<std::int64_t>(fields.size()), "field") + ", but the first row has " +
                         std::to_string(width));
    const Agent agent = agents.find(fields[0]);
    if (agent < 0) {
      ++unknown;
      continue;
    }
    TextRow*& row = row_of[static_cast<std::size_t>(agent)];
    if (row)
      throw error_at(
          path, line,
          "agent '" + fields[0] + "' has a second row; the first is on line " + std::to_string(row->line));
    row = &rows[r];
  }
  for (std::size_t c = 0; c < names.size(); ++c)
    network.columns.push_back(typed_column(names[c], taken_from(row_of, c + 1)));
  if (unknown > 0)
    network.notes.push_back("'" + file_name(path) + "': " + counted(unknown, "row") +
                            (unknown == 1 ? " names an agent that is" : " name agents that are") +
                            " not in the graph");
}

}  // namespace heed

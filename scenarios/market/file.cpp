#include "scenarios/market/file.hpp"

#include "heed/core/calendar.hpp"
#include "heed/core/text_file.hpp"
#include "heed/io/table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace heed::scenarios::prices {
namespace {

/// The dates of the first column, increasing.
std::vector<double> dates_of(const Table& table) {
  std::vector<double> out;
  bool dated = false;
  for (const TextRow& row : table.rows) {
    const std::string& text = row.fields.front();
    const auto seconds = to_seconds(text), number = seconds ? seconds : to_number(text);
    if (out.empty()) dated = seconds.has_value();
    if (!number || !std::isfinite(*number) || seconds.has_value() != dated)
      throw error_at(table.file, row.line,
                     "'" + text + "' in the first column is no " +
                         (dated || out.empty() ? "date such as 2024-02-29" : "number, as those before are"));
    if (!out.empty() && *number == out.back())
      throw error_at(table.file, row.line, "the date " + text + " stands twice; leave one row out");
    if (!out.empty() && *number < out.back())
      throw error_at(table.file, row.line,
                     "the date " + text + " is before that of the row above; sort the rows by date");
    out.push_back(*number);
  }
  return dated ? out : std::vector<double>();
}

/// The log prices of one asset by day; NaN where the file has none.
std::vector<double> logs_of(const Table& table, const std::string& asset) {
  std::vector<double> out = table.numbers(asset);
  for (std::size_t day = 0; day < out.size(); ++day) {
    if (std::isnan(out[day])) continue;
    if (!(out[day] > 0 && std::isfinite(out[day])))
      throw error_at(table.file, table.rows[day].line,
                     "the price of '" + asset + "' is " + to_text(out[day]) +
                         " but must be above 0; leave it empty where there is none");
    out[day] = std::log(out[day]);
  }
  return out;
}

/// Puts the last price in the place of each gap after the first price.
void carry(std::vector<double>& logs) {
  for (std::size_t day = 1; day < logs.size(); ++day)
    if (std::isnan(logs[day])) logs[day] = logs[day - 1];
}

/// Takes the groups of assets from a table whose first column is their names.
void read_groups(Prices& out, const std::string& path, const std::string& column) {
  const Table table = read_table(path);
  if (table.header.size() < 2) throw error_at(path, 0, "it needs two columns: the asset and its group");
  const std::size_t place = column.empty() ? 1 : table.column(column);
  std::map<std::string, std::string> group;
  for (const TextRow& row : table.rows) group[row.fields[0]] = row.fields[place];
  std::vector<std::string> unknown;
  for (const std::string& asset : out.assets)
    if (const auto found = group.find(asset); found == group.end() || found->second.empty())
      unknown.push_back(asset);
    else
      out.group_names.push_back(found->second);
  std::sort(out.group_names.begin(), out.group_names.end());
  out.group_names.erase(std::unique(out.group_names.begin(), out.group_names.end()), out.group_names.end());
  for (const std::string& asset : out.assets) {
    const std::string& name = group[asset];
    const auto at = std::lower_bound(out.group_names.begin(), out.group_names.end(), name);
    out.group.push_back(name.empty() ? -1 : static_cast<std::int32_t>(at - out.group_names.begin()));
  }
  if (unknown.size() == out.assets.size())
    throw error_at(path, 0, "none of the assets stands in it; its first column must hold their names");
  if (!unknown.empty()) out.notes.push_back("without a group in '" + file_name(path) + "': " + join(unknown));
}

}  // namespace

void File::fields(Fields& f) {
  static constexpr std::array<std::string_view, 3> words{"error", "drop", "carry"};
  f("file", file, any(), "the CSV: date, then a column for each asset");
  f("groups", groups, any(), "a CSV with the name and the group (sector) of each asset; empty: none");
  f("group_column", group_column, any(), "the column that holds the group; empty: the second");
  f("exclude", exclude, any(), "assets to leave out");
  f.word("gaps", gaps, words,
         "an asset without a price on some day: is an error, is left out, or keeps its last price (it is "
         "left out "
         "where it has no first one)");
  f.require("file", !file.empty(), "'file' must say where the prices are");
}

std::string File::join_excluded() const { return exclude.empty() ? "none" : join(exclude); }

Prices File::make(std::uint64_t) const {
  const Table table = read_table(file.resolved);
  if (table.header.size() < 3)
    throw error_at(table.file, 0, "it needs a column for dates and two for assets");
  Prices out;
  out.date = dates_of(table);
  for (const std::string& name : exclude) (void)table.column(name);
  const std::set<std::string> excluded(exclude.begin(), exclude.end());
  std::vector<std::vector<double>> logs;
  std::vector<std::string> dropped;
  std::int64_t carried = 0;
  for (std::size_t c = 1; c < table.header.size(); ++c) {
    const std::string& asset = table.header[c];
    if (excluded.contains(asset)) continue;
    std::vector<double> one = logs_of(table, asset);
    const auto gap = std::find_if(one.begin(), one.end(), [](double p) { return std::isnan(p); });
    const auto count = std::count_if(one.begin(), one.end(), [](double p) { return std::isnan(p); });
    if (count > 0 && gaps == Gaps::error)
      throw error_at(table.file, table.rows[static_cast<std::size_t>(gap - one.begin())].line,
                     "'" + asset + "' has no price (on " + counted(count, "day") +
                         " in all); set prices.gaps to \"drop\" or \"carry\", or name it in prices.exclude");
    if (count > 0 && (gaps == Gaps::drop || std::isnan(one.front()))) {
      dropped.push_back(asset);
      continue;
    }
    carry(one);
    carried += count;
    out.assets.push_back(asset);
    logs.push_back(std::move(one));
  }
  if (!dropped.empty()) out.notes.push_back("left out for their gaps: " + join(dropped));
  if (carried > 0) out.notes.push_back(counted(carried, "price") + " carried over from the day before");
  if (out.assets.size() < 2)
    throw error_at(table.file, 0, "fewer than two assets are left; there is nothing to pair");
  out.log_price.resize(static_cast<Eigen::Index>(table.rows.size()), static_cast<Eigen::Index>(logs.size()));
  for (std::size_t i = 0; i < logs.size(); ++i)
    for (std::size_t day = 0; day < logs[i].size(); ++day)
      out.log_price(static_cast<Eigen::Index>(day), static_cast<Eigen::Index>(i)) = logs[i][day];
  if (!groups.empty()) read_groups(out, groups.resolved, group_column);
  return out;
}

}  // namespace heed::scenarios::prices

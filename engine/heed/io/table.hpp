#pragma once
#include "heed/core/text_fields.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace heed {

/// A CSV or whitespace table with a header, as texts.
struct Table {
  std::string file;                                     ///< its path, for messages
  std::vector<std::string> header;                      ///< C names, none twice
  std::vector<TextRow> rows;                            ///< R rows of C fields each
  std::unordered_map<std::string, std::size_t> places;  ///< of the columns, by name

  /// The place of a column, in O(1). Throws Error (data) that names the nearest when there is none of that
  /// name.
  std::size_t column(const std::string& name) const;
  bool has(const std::string& name) const { return places.contains(name); }
  /// The texts of a column, R of them.
  std::vector<std::string> texts(const std::string& name) const;
  /// The numbers of a column, R of them; NaN where a field is empty or "NA". Throws Error (data) with file
  /// and line for anything else that is not a number.
  std::vector<double> numbers(const std::string& name) const;
};

/// Reads a table, gzip-compressed or not, as read_rows does; the first row names the columns. Throws Error
/// (data) with file and line when there are no rows, a name stands twice, or a row has another length.
Table read_table(const std::string& path);

}  // namespace heed

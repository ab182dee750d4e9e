#include "analysis/figure/data.hpp"

#include "heed/core/error.hpp"
#include "heed/core/limits.hpp"
#include "heed/core/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <variant>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Twelve digits tell numbers apart that lie close together; whole ones, such as dates, keep all of theirs. A
/// text is as long as a name may be.
Cell rounded(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell))
    return std::string(first_characters(*text, limit::name_bytes));
  const double number = std::get<double>(cell);
  return number == std::floor(number) && std::abs(number) < 0x1p53 ? number : to_digits(number, 12);
}

}  // namespace

double to_digits(double value, int digits) {
  if (!std::isfinite(value)) return std::numeric_limits<double>::quiet_NaN();
  const double out = std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
  return std::isfinite(out) ? out : value;  // the largest would be rounded up to none
}

int digits_between(double low, double high) {
  const double size = std::max(std::abs(low), std::abs(high)) / (high - low);
  return std::isfinite(size) ? static_cast<int>(std::clamp(4 + std::ceil(std::log10(size)), 4.0, 15.0)) : 15;
}

void FigureData::add(const std::vector<Cell>& cells) {
  if (cells.size() != fields_.size())
    throw Error(ErrorKind::internal, fmt::format("a row of a figure has {} cells but there are {} fields",
                                                 cells.size(), fields_.size()));
  std::vector<Cell> short_cells;
  for (const Cell& cell : cells) short_cells.push_back(rounded(cell));
  csv_ += csv_line(short_cells);
  ++rows_;
}

nlohmann::ordered_json FigureData::json() const {
  std::vector<Cell> names;
  nlohmann::ordered_json parse = nlohmann::ordered_json::object();
  for (const Field& field : fields_) {
    names.emplace_back(field.name);
    parse[field.name] = field.is_text ? "string" : "number";
  }
  return {{"values", csv_line(names) + csv_}, {"format", {{"type", "csv"}, {"parse", parse}}}};
}

}  // namespace heed::analysis

#include "analysis/theory/tables.hpp"

#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

constexpr int digits = 6;

/// "-3.1 %", or nothing where that says nothing.
std::string relative(const ComparedQuantity& q) {
  if (std::isnan(q.measured) || q.predicted == 0 || !std::isfinite(q.predicted)) return "-";
  return fmt::format("{:+.2g} %", 100 * q.deviation() / std::abs(q.predicted));
}

void add_numbers(std::vector<std::string>& row, const ComparedQuantity& q, bool measured) {
  row.push_back(short_number(q.predicted, digits));
  if (!measured) return;
  row.push_back(short_number(q.measured, digits));
  row.push_back(short_number(q.deviation(), 2));
  row.push_back(relative(q));
}

void add_number_columns(Table& table, bool measured) {
  table.columns.push_back({"predicted"});
  if (!measured) return;
  for (const char* name : {"measured", "deviation", "relative"}) table.columns.push_back({name});
}

/// Does a remark hold for all that a law says?
bool of_whole_law(const ComparedPoint& point, const ComparedQuantity& q) {
  return std::all_of(point.quantities.begin(), point.quantities.end(), [&](const ComparedQuantity& other) {
    return other.law != q.law || other.remark == q.remark;
  });
}

const ComparedQuantity* find(const ComparedPoint& point, const std::string& law,
                             const std::string& quantity) {
  for (const ComparedQuantity& q : point.quantities)
    if (q.law == law && q.quantity == quantity) return &q;
  return nullptr;
}

/// Law and quantity of all that is known anywhere in a sweep, in the order met.
std::vector<std::pair<std::string, std::string>> quantities_of(const std::vector<ComparedPoint>& points,
                                                               bool measured_only) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const ComparedPoint& point : points)
    for (const ComparedQuantity& q : point.quantities) {
      const std::pair key{q.law, q.quantity};
      const bool wanted = !measured_only || !std::isnan(q.measured);
      if (wanted && std::find(out.begin(), out.end(), key) == out.end()) out.push_back(key);
    }
  return out;
}

Table against_parameters(const TheorySubject& subject, const std::vector<ComparedPoint>& points,
                         const std::string& law, const std::string& quantity) {
  Table table;
  for (const SweptParameter& p : subject.parameters) table.columns.push_back({.name = p.name});
  add_number_columns(table, subject.measured);
  for (std::size_t k = 0; k < points.size(); ++k) {
    const ComparedQuantity* q = find(points[k], law, quantity);
    if (q == nullptr) continue;
    std::vector<std::string> row;
    for (const SweptParameter& p : subject.parameters) row.push_back(short_text(p.values[k]));
    add_numbers(row, *q, subject.measured);
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// All quantities of one point.
Table one_table(const TheorySubject& subject, const ComparedPoint& point) {
  Table table;
  table.columns.push_back({.name = "quantity", .left = true});
  add_number_columns(table, subject.measured);
  table.columns.push_back({.name = "law", .left = true});
  for (const ComparedQuantity& q : point.quantities) {
    std::vector<std::string> row{q.quantity};
    add_numbers(row, q, subject.measured);
    row.push_back(q.law);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::vector<TheoryTable> theory_tables(const TheorySubject& subject,
                                       const std::vector<ComparedPoint>& points) {
  std::vector<TheoryTable> out;
  if (!subject.sweeps()) {
    if (!points.empty() && !points.front().quantities.empty())
      out.push_back({"", one_table(subject, points.front())});
    return out;
  }
  for (const auto& [law, quantity] : quantities_of(points, subject.measured))
    out.push_back(
        {fmt::format("{} ({})", quantity, law), against_parameters(subject, points, law, quantity)});
  return out;
}

std::vector<TheoryRemark> theory_remarks(const ComparedPoint& point) {
  std::vector<TheoryRemark> out;
  for (const ComparedQuantity& q : point.quantities) {
    const TheoryRemark remark{q.law, (of_whole_law(point, q) ? "" : q.quantity + ": ") + q.remark};
    if (!q.remark.empty() && std::find(out.begin(), out.end(), remark) == out.end()) out.push_back(remark);
  }
  return out;
}

}  // namespace heed::analysis

#include "analysis/theory/report.hpp"

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

/// Remarks on whole laws once, others with their quantity.
std::string remarks_text(const ComparedPoint& point) {
  std::vector<std::string> lines;
  for (const ComparedQuantity& q : point.quantities) {
    const std::string of = of_whole_law(point, q) ? "" : q.quantity + ": ";
    const std::string line = fmt::format("  {:<22} {}{}\n", q.law, of, q.remark);
    if (!q.remark.empty() && std::find(lines.begin(), lines.end(), line) == lines.end())
      lines.push_back(line);
  }
  return lines.empty() ? "" : "\nassumed, or left out:\n" + join(lines, "");
}

std::string refused_text(const ComparedPoint& point) {
  if (point.refused.empty()) return "";
  std::string out = "\ndoes not hold here:\n";
  for (const LawRefused& r : point.refused) out += fmt::format("  {:<22} {}\n", r.law, r.reason);
  return out;
}

std::string one_text(const TheorySubject& subject, const ComparedPoint& point, std::size_t width) {
  std::string out = fmt::format("{}: {}\n", subject.title, point.facts);
  if (point.quantities.empty()) return out + "\nno law holds for this setting\n" + refused_text(point);
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
  return out + "\n" + text_table(table, width).text + remarks_text(point) + refused_text(point);
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

std::string sweep_tables(const TheorySubject& subject, const std::vector<ComparedPoint>& points,
                         std::size_t width) {
  std::string out = fmt::format("{}: {} points, {} runs; means over runs\n", subject.title, points.size(),
                                subject.runs.size());
  const auto quantities = quantities_of(points, subject.measured);
  if (quantities.empty() && !quantities_of(points, false).empty())
    out +=
        "\nwhat the laws predict was not measured: keep the observables variance, polarization, mean, "
        "clusters\n";
  for (const auto& [law, quantity] : quantities)
    out += fmt::format("\n{} ({})\n", quantity, law) +
           text_table(against_parameters(subject, points, law, quantity), width).text;
  if (points.empty()) return out;
  return out + remarks_text(points.front()) + refused_text(points.front());
}

}  // namespace

std::string theory_text(const TheorySubject& subject, const std::vector<ComparedPoint>& points,
                        std::size_t width) {
  const bool known = std::any_of(points.begin(), points.end(), [](const ComparedPoint& p) {
    return !p.quantities.empty() || !p.refused.empty();
  });
  if (!known)
    return fmt::format("{}: no theory: it is not a scenario of opinions on a network\n", subject.title);
  return subject.sweeps() ? sweep_tables(subject, points, width) : one_text(subject, points.front(), width);
}

std::string theory_csv(const TheorySubject& subject, const std::vector<ComparedPoint>& points) {
  std::vector<Cell> head = {"law", "quantity"};
  for (const SweptParameter& p : subject.parameters) head.emplace_back(p.name);
  for (const char* name : {"predicted", "measured", "deviation", "runs"}) head.emplace_back(name);
  std::string out = csv_line(head);
  for (std::size_t k = 0; k < points.size(); ++k)
    for (const ComparedQuantity& q : points[k].quantities) {
      std::vector<Cell> line = {q.law, q.quantity};
      for (const SweptParameter& p : subject.parameters) line.push_back(p.values[k]);
      line.insert(line.end(), {q.predicted, q.measured, q.deviation(), static_cast<double>(q.runs)});
      out += csv_line(line);
    }
  return out;
}

nlohmann::ordered_json theory_json(const TheorySubject& subject, const std::vector<ComparedPoint>& points) {
  using Json = nlohmann::ordered_json;
  Json out{{"kind", "theory"}, {"title", subject.title}, {"file", subject.name}, {"points", Json::array()}};
  for (std::size_t k = 0; k < points.size(); ++k) {
    Json point{
        {"parameters", Json::object()}, {"predictions", Json::array()}, {"does_not_hold", Json::array()}};
    for (const SweptParameter& p : subject.parameters) point["parameters"][p.name] = to_json(p.values[k]);
    for (const ComparedQuantity& q : points[k].quantities)
      point["predictions"].push_back({{"law", q.law},
                                      {"quantity", q.quantity},
                                      {"predicted", to_json(q.predicted)},
                                      {"measured", to_json(q.measured)},
                                      {"deviation", to_json(q.deviation())},
                                      {"runs", q.runs},
                                      {"remark", q.remark}});
    for (const LawRefused& r : points[k].refused)
      point["does_not_hold"].push_back({{"law", r.law}, {"reason", r.reason}});
    out["points"].push_back(std::move(point));
  }
  return out;
}

}  // namespace heed::analysis

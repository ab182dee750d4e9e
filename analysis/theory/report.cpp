#include "analysis/theory/report.hpp"

#include "analysis/json.hpp"
#include "analysis/theory/tables.hpp"
#include "heed/core/error.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace heed::analysis {
namespace {

std::string remarks_text(const ComparedPoint& point) {
  std::string out;
  for (const auto& [law, text] : theory_remarks(point))
    out += fmt::format("{}  {:<22} {}\n", out.empty() ? "\nassumed, or left out:\n" : "", law, text);
  return out;
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
  for (const TheoryTable& t : theory_tables(subject, {point})) out += "\n" + text_table(t.table, width).text;
  return out + remarks_text(point) + refused_text(point);
}

std::string swept_text(const TheorySubject& subject, const std::vector<ComparedPoint>& points,
                       std::size_t width) {
  std::string out = fmt::format("{}: {} points, {} runs; means over runs\n", subject.title, points.size(),
                                subject.runs.size());
  const std::vector<TheoryTable> tables = theory_tables(subject, points);
  const bool predicts =
      std::any_of(points.begin(), points.end(), [](const ComparedPoint& p) { return !p.quantities.empty(); });
  if (tables.empty() && predicts)
    out +=
        "\nwhat the laws predict was not measured: keep the observables variance, polarization, mean, "
        "clusters\n";
  for (const auto& [heading, table] : tables) out += "\n" + heading + "\n" + text_table(table, width).text;
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
  return subject.sweeps() ? swept_text(subject, points, width) : one_text(subject, points.front(), width);
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

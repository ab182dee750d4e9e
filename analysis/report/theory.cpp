#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "analysis/theory/tables.hpp"

#include <fmt/format.h>

namespace heed::analysis {

Section theory_beside(const TheorySubject& subject, const std::vector<ComparedPoint>& points) {
  std::string html;
  for (const auto& [heading, table] : theory_tables(subject, points))
    html += html_table(table, heading.empty() ? "What laws predict, and what was measured" : heading);
  if (html.empty() || points.empty()) return {"theory", "Beside theory", ""};
  std::string list;
  for (const auto& [law, text] : theory_remarks(points.front()))
    list += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(law), escaped(text));
  if (!list.empty()) html += "<p>Assumed, or left out:</p>\n<dl>\n" + list + "</dl>\n";
  return {"theory", "Beside theory", html};
}

}  // namespace heed::analysis

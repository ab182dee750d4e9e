#include "analysis/audit/figure.hpp"
#include "analysis/audit/tables.hpp"
#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "heed/core/error.hpp"
#include "heed/core/text_file.hpp"

#include <fmt/format.h>

namespace heed::analysis {
namespace {

/// Pairs that are looked at for a page: about a second. What takes ten times as long is not asked.
constexpr double budget = 3e8, most = 3e9;

std::string agents_html(const Audit& audit, const std::string& heading,
                        const std::vector<AgentFindings>& agents) {
  if (agents.empty()) return "";
  return html_table(agents_table(audit, agents), heading);
}

}  // namespace

Section audit_section(const Audit& audit, const AuditFindings& findings) {
  std::string html = "<p><strong>An attention weight is a clue, not a cause.</strong></p>\n";
  html += paragraph(
      fmt::format("Twins of this run share everything with it, random numbers too, but for one thing "
                  "done to one agent at step {}. How a twin differs is the influence of that agent. {}; {}.",
                  audit.from, question_text(audit), sample_text(audit)));
  html += html_table(horizons_table(audit, findings), "Attention against influence");
  html += "<dl>\n";
  for (const auto& [name, meaning] : columns_explained(audit, findings))
    html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(name), escaped(meaning));
  html += "</dl>\n";
  for (const std::string& sentence : conclusions(audit, findings)) html += paragraph(sentence);
  const std::int64_t last = findings.horizons[findings.last].steps;
  const std::string after = "after " + counted(last, "step");
  html += agents_html(audit, fmt::format("Heeded, and does not matter much {}", after), findings.heeded_only);
  html +=
      agents_html(audit, fmt::format("Matters {}, and is not heeded much", after), findings.influential_only);
  if (const std::string exact = exact_text(audit, findings); !exact.empty())
    html += paragraph("Exact: " + exact + ".");
  for (const std::string& note : audit.notes) html += paragraph("Note: " + note);
  Section out{"audit", "Is attention influence?", html};
  if (findings.pairs > 0) out.figures = {audit_figure(audit, findings)};
  return out;
}

Section audit_of(const Results& results, const MakeScenario& make, const std::string& folder) {
  if (results.is_sweep() || results.scenario != "opinion") return {"audit", "Is attention influence?", ""};
  try {
    SweepMonitor quiet;
    const Audit audit =
        ask({.file = results.file, .folder = folder, .budget = budget, .most = most}, make, quiet);
    return audit_section(audit, findings(audit));
  } catch (const Error& e) {
    return {"audit", "Is attention influence?", paragraph("This was not asked: " + briefly(e))};
  }
}

}  // namespace heed::analysis

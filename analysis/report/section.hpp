#pragma once
#include "analysis/audit/findings.hpp"
#include "analysis/figure/figure.hpp"
#include "analysis/figure/source.hpp"
#include "analysis/results.hpp"
#include "analysis/theory/compare.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// A part of a report under a heading of its own: text, then figures. One without either is left out.
struct Section {
  std::string id, heading;
  std::string html;                  ///< escaped already
  std::vector<Figure> figures = {};  ///< names are different over the whole page

  bool empty() const { return html.empty() && figures.empty(); }
};

/// Every figure that the file has something for, and how to handle them.
Section what_happened(const FigureSource& source);

/// Title, command to run it again, seed, version, network, how it ended; the scenario file and all settings.
Section what_was_run(const Results& results);

/// Of a run every observable at its start, at its end and over its later half; of a sweep the means over
/// seeds with their 95 % intervals.
Section key_numbers(const Results& results);

/// Of a run the stationary part of every observable and the dip of the last opinions; of a sweep a
/// transition, where it has an order parameter along one parameter, and sensitivity, where its design is for
/// that.
Section statistics(const Results& results);

/// What a careful reader should know first: warnings of the run, runs that failed or did not converge.
Section remarks(const Results& results);

/// What laws predict for this setting, beside what was measured; empty where none holds.
Section theory_beside(const TheorySubject& subject, const std::vector<ComparedPoint>& points);

/// Is attention influence? What twins of the run say.
Section audit_section(const Audit& audit, const AuditFindings& findings);
/// The same asked of a run of opinions, of as many agents as go in about a second; says why where it cannot
/// be asked, or would take long. Empty for other files.
Section audit_of(const Results& results, const MakeScenario& make, const std::string& folder);

/// How to cite heed, as text and BibTeX, and the programs the page is made with.
Section citation(const Results& results);

/// "a run of 500 agents; not converged at its horizon of 500 steps".
std::string lead_of(const Results& results);

}  // namespace heed::analysis

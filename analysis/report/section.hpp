#pragma once
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

/// What a careful reader should know first: warnings of the run, runs that failed or did not converge.
Section remarks(const Results& results);

/// What laws predict for this setting, beside what was measured; empty where none holds.
Section theory_beside(const TheorySubject& subject, const std::vector<ComparedPoint>& points);

/// How to cite heed, as text and BibTeX, and the programs the page is made with.
Section citation(const Results& results);

/// "a run of 500 agents; not converged at its horizon of 500 steps".
std::string lead_of(const Results& results);

}  // namespace heed::analysis

#pragma once
#include "analysis/table.hpp"
#include "analysis/theory/compare.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// What laws predict, beside what was measured, under its heading.
struct TheoryTable {
  std::string heading;  ///< "polarization at the end (two_camps)"; none where there is one table
  Table table;
};

/// Of a single setting one table of all quantities; of a sweep one for each quantity against what was swept,
/// and of its output only what was measured too. None where no law holds.
std::vector<TheoryTable> theory_tables(const TheorySubject& subject,
                                       const std::vector<ComparedPoint>& points);

/// What a law assumed or left out.
struct TheoryRemark {
  std::string law, text;

  bool operator==(const TheoryRemark&) const = default;
};

/// Remarks on whole laws once, others with their quantity.
std::vector<TheoryRemark> theory_remarks(const ComparedPoint& point);

}  // namespace heed::analysis

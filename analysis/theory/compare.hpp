#pragma once
#include "analysis/theory/subject.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// A quantity at a point, over its runs.
struct ComparedQuantity {
  std::string law, quantity, remark;
  double predicted = 0;  ///< mean over the runs for which the law holds
  double measured = 0;   ///< mean over those that kept it; NaN where none did
  std::size_t runs = 0;  ///< for which the law holds

  double deviation() const { return measured - predicted; }
};

/// A law that does not hold, and why.
struct LawRefused {
  std::string law, reason;
};

/// Theory at one point of what was swept, or of all there is.
struct ComparedPoint {
  std::vector<ComparedQuantity> quantities;  ///< in the order of the laws
  std::vector<LawRefused> refused;           ///< those that hold for no run of the point
  std::string facts;                         ///< "500 agents, 5000 ties"; of the first run
};

/// Asks every law about every run. Throws FileErrors where the file has problems, Error (data) where its
/// network cannot be made or is not the one a run kept. In parallel over runs; same numbers on any number of
/// threads.
///
/// law   only the law of this name; empty: all
std::vector<ComparedPoint> compare(const TheorySubject& subject, const MakeScenario& make,
                                   const std::string& law);

}  // namespace heed::analysis

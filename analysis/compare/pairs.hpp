#pragma once
#include "analysis/moment.hpp"
#include "analysis/results.hpp"
#include "analysis/statistics/difference.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace heed::analysis {

/// What is compared with what: some points of a file, by the values of the parameters that are not compared.
struct Side {
  const Results* results = nullptr;
  std::string name;
  std::vector<std::size_t> points;  ///< in ascending order
};

/// One observable at one point, on either side.
struct Compared {
  std::vector<Cell> at;  ///< values of the parameters that both sides share, in the order of `shared`
  std::string observable;
  std::size_t first_n = 0, second_n = 0;  ///< runs with a number
  std::size_t pairs = 0;                  ///< seeds with a number on both sides; 0: compared without pairs
  double first = 0, second = 0;           ///< means over the runs that were compared
  PairedDifference difference;            ///< its correlation and unpaired error only where there are pairs
};

struct Comparison {
  std::vector<std::string> shared;  ///< names of the parameters that tell points apart
  std::vector<Compared> rows;
  std::vector<std::string> remarks;
};

/// Compares every point of one side with the point of the other that has the same values of all parameters
/// but those `apart`. Runs are paired where at least two seeds are on both sides (common random numbers), or
/// where each side has one run; else they count as independent. Failed runs and those not run are left out.
/// Throws Error (usage) where an observable is missing on one side or no point has a partner.
Comparison compare_sides(const Side& first, const Side& second, const std::vector<std::string>& apart,
                         const std::vector<std::string>& observables, const Moment& moment);

}  // namespace heed::analysis

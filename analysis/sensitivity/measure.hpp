#pragma once
#include "analysis/moment.hpp"
#include "analysis/results.hpp"
#include "analysis/statistics/elementary_effects.hpp"
#include "analysis/statistics/sobol_indices.hpp"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace heed::analysis {

/// What the parameters of a sweep do to one observable.
struct Sensitivity {
  std::string observable;
  std::vector<std::string> parameters;
  std::variant<std::vector<SobolIndex>, std::vector<MorrisEffect>> effects;  ///< by parameter
  std::size_t rows = 0, rows_left_out = 0;  ///< left out: no seed has a number at all points
  std::size_t rows_of_fewer_seeds = 0;      ///< of those kept: some seeds are not at all points
  double deviation = 0;                     ///< of the output over all points, a mean over seeds each
  double chance = 0;  ///< standard error of such a mean over seeds, root mean square; NaN of one seed
};

/// The indices of an observable from a sweep with design `saltelli` or `morris`, at a moment of its runs, the
/// mean over the seeds that all points of a row have. Throws Error (usage) for another design, an observable
/// with several parts, and where no row is whole.
Sensitivity measure_sensitivity(const Results& results, std::size_t series, const Moment& moment);

}  // namespace heed::analysis

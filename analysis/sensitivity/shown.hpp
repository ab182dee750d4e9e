#pragma once
#include "analysis/sensitivity/measure.hpp"
#include "analysis/table.hpp"

#include <string>
#include <vector>

namespace heed::analysis {

/// A number of one parameter, with error and interval where it has one.
struct SensitivityNumber {
  std::string name;  ///< first, total; or mu_star, mu, sigma
  double value;
  const Resampled* spread;  ///< into the sensitivity
};

/// By parameter.
std::vector<std::vector<SensitivityNumber>> sensitivity_numbers(const Sensitivity& found);

/// "Sobol indices of polarization, 256 rows".
std::string sensitivity_heading(const Sensitivity& found);

/// A row for each parameter, its numbers with their 95 % intervals.
Table sensitivity_table(const Sensitivity& found);

/// What the columns mean.
std::string sensitivity_legend(const Sensitivity& found);

/// What a careful reader should know: rows left out or no power of 2 (Sobol 1967), chance between seeds,
/// which cannot be told with one of them, an output that does not vary.
std::vector<std::string> sensitivity_caveats(const Sensitivity& found);

}  // namespace heed::analysis

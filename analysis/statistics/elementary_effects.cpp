#include "analysis/statistics/elementary_effects.hpp"

#include "analysis/statistics/summary.hpp"

namespace heed::analysis {

std::vector<MorrisEffect> morris_effects(const Matrix<double>& effects) {
  const auto rows = static_cast<std::size_t>(effects.rows());
  const std::vector<Resampled> spreads = bootstrap(0, [&](Stream& stream) {
    std::vector<double> sums(static_cast<std::size_t>(effects.cols()), 0.0);
    for (const std::size_t r : draw_places(rows, stream))
      for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] += std::abs(effects(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(i)));
    for (double& s : sums) s /= static_cast<double>(rows);
    return sums;
  });
  std::vector<MorrisEffect> out;
  for (Eigen::Index i = 0; i < effects.cols(); ++i) {
    const std::vector<double> column(effects.col(i).begin(), effects.col(i).end());
    out.push_back({.mean_absolute = effects.col(i).cwiseAbs().mean(),
                   .mean = mean(column),
                   .deviation = standard_deviation(column),
                   .spread = spreads[static_cast<std::size_t>(i)]});
  }
  return out;
}

}  // namespace heed::analysis

#include "analysis/statistics/sobol_indices.hpp"

#include <numeric>
#include <span>

namespace heed::analysis {
namespace {

/// S_1 … S_d, ST_1 … ST_d of some of the rows.
std::vector<double> indices(const Matrix<double>& f, std::span<const std::size_t> rows) {
  const Eigen::Index d = f.cols() - 2;
  const auto n = static_cast<double>(rows.size());
  double sum = 0, squares = 0;
  std::vector<double> out(static_cast<std::size_t>(2 * d), 0.0);
  for (const std::size_t row : rows) {
    const auto r = static_cast<Eigen::Index>(row);
    const double a = f(r, 0), b = f(r, d + 1);
    sum += a + b;
    squares += a * a + b * b;
    for (Eigen::Index i = 0; i < d; ++i) {
      const double mixed = f(r, i + 1);
      out[static_cast<std::size_t>(i)] += b * (mixed - a);
      out[static_cast<std::size_t>(d + i)] += (a - mixed) * (a - mixed) / 2;
    }
  }
  const double mean = sum / (2 * n), variance = squares / (2 * n) - mean * mean;
  for (double& v : out) v /= n * variance;
  return out;
}

}  // namespace

std::vector<SobolIndex> sobol_indices(const Matrix<double>& outputs) {
  const auto n = static_cast<std::size_t>(outputs.rows()), d = static_cast<std::size_t>(outputs.cols() - 2);
  const double centre = (outputs.col(0).mean() + outputs.col(outputs.cols() - 1).mean()) / 2;
  const Matrix<double> centred = outputs.array() - centre;
  std::vector<std::size_t> all(n);
  std::iota(all.begin(), all.end(), std::size_t{0});
  const std::vector<double> found = indices(centred, all);
  const std::vector<Resampled> spreads =
      bootstrap(0, [&](Stream& stream) { return indices(centred, draw_places(n, stream)); });
  std::vector<SobolIndex> out;
  for (std::size_t i = 0; i < d; ++i) out.push_back({found[i], found[d + i], spreads[i], spreads[d + i]});
  return out;
}

}  // namespace heed::analysis

#include "analysis/statistics/clusters.hpp"

#include "analysis/statistics/ranks.hpp"
#include "analysis/statistics/summary.hpp"
#include "heed/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace heed::analysis {
namespace {

/// Pearson's correlation of n, Σx, Σy, Σx², Σy², Σxy.
double correlation(const Eigen::RowVectorXd& s) {
  const double xx = s[3] - s[1] * s[1] / s[0], yy = s[4] - s[2] * s[2] / s[0], xy = s[5] - s[1] * s[2] / s[0];
  // Ranks are halves of whole numbers: a spread that is not 0 is far above rounding.
  if (!(xx > 1e-9 * s[3]) || !(yy > 1e-9 * s[4])) return std::numeric_limits<double>::quiet_NaN();
  return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

}  // namespace

Estimate of_clusters(const Matrix<double>& sums,
                     const std::function<double(const Eigen::RowVectorXd&)>& statistic, std::uint64_t point) {
  Estimate out{.value = statistic(sums.colwise().sum()), .interval = std::nullopt};
  if (sums.rows() < 2 || std::isnan(out.value)) return out;
  Stream stream(0, Purpose::bootstrap, point);
  std::vector<double> found;
  Eigen::RowVectorXd total(sums.cols());
  for (std::size_t sample = 0; sample < bootstrap_resamples; ++sample) {
    total.setZero();
    for (Eigen::Index c = 0; c < sums.rows(); ++c)
      total += sums.row(static_cast<Eigen::Index>(stream.below(static_cast<std::uint64_t>(sums.rows()))));
    if (const double value = statistic(total); !std::isnan(value)) found.push_back(value);
  }
  if (found.size() * 10 < bootstrap_resamples * 9) return out;
  std::sort(found.begin(), found.end());
  out.interval = Interval{quantile(found, 0.025), quantile(found, 0.975)};
  return out;
}

Estimate rank_correlation(std::span<const double> x, std::span<const double> y,
                          std::span<const std::size_t> of, std::size_t clusters, std::uint64_t point) {
  const std::vector<double> rank_x = ranks(x), rank_y = ranks(y);
  const double middle = 0.5 * static_cast<double>(x.size() + 1);
  Matrix<double> sums = Matrix<double>::Zero(static_cast<Eigen::Index>(clusters), 6);
  for (std::size_t k = 0; k < x.size(); ++k) {
    const double a = rank_x[k] - middle, b = rank_y[k] - middle;
    auto row = sums.row(static_cast<Eigen::Index>(of[k]));
    row += Eigen::RowVector<double, 6>(1, a, b, a * a, b * b, a * b);
  }
  return of_clusters(sums, correlation, point);
}

Estimate rank_correlation(std::span<const double> x, std::span<const double> y, std::uint64_t point) {
  std::vector<std::size_t> of(x.size());
  std::iota(of.begin(), of.end(), std::size_t{0});
  return rank_correlation(x, y, of, of.size(), point);
}

}  // namespace heed::analysis
